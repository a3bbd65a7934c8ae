"""A file's cycle and table are told from its name or its rows, and its bytes load once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from etl.common.settings import Settings, ThroughlineError
from etl.lake.records import loads
from tests.etl.lake.examples import FEC_MEMBER
from tests.fixtures import fec_line, fec_lines, lake_rows, listing, loaded, write_text, write_zip


def test_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = write_text(tmp_path / "itcont24.txt", fec_lines("fec_itcont", 5))
    first = loaded(path, tmp_path / "data")
    before = listing(tmp_path / "data")
    copy = write_text(tmp_path / "copied_itcont24.txt", path.read_bytes())
    assert loaded(path, tmp_path / "data") == replace(first, is_new=False)
    assert not loaded(copy, tmp_path / "data").is_new
    assert listing(tmp_path / "data") == before
    assert before


def test_a_lake_file_that_went_away_is_written_again(tmp_path: Path) -> None:
    path = write_text(tmp_path / "itcont24.txt", fec_lines("fec_itcont", 5))
    load = loaded(path, tmp_path / "data")
    before = {name: sha for name, (sha, _) in listing(tmp_path / "data").items()}
    (tmp_path / "data/lake/fec_itcont" / f"{load.sha256}.parquet").unlink()
    assert loaded(path, tmp_path / "data").is_new
    assert {name: sha for name, (sha, _) in listing(tmp_path / "data").items()} == before


def test_same_bytes_in_another_lake(tmp_path: Path) -> None:
    path = write_text(tmp_path / "itcont24.txt", fec_lines("fec_itcont", 300))
    loaded(path, tmp_path / "one")
    loaded(path, tmp_path / "two")
    one, two = listing(tmp_path / "one"), listing(tmp_path / "two")
    assert {k: v[0] for k, v in one.items()} == {k: v[0] for k, v in two.items()}


def test_two_cycles_side_by_side(tmp_path: Path) -> None:
    for year, name in (("20", "OLD NAME PAC"), ("24", "NEW NAME PAC")):
        line = fec_line("fec_cm", committee_name=name)
        loaded(write_zip(tmp_path / f"cm{year}.zip", {"cm.txt": line}), tmp_path / "data")
    rows = lake_rows(tmp_path / "data", "fec_cm")
    assert {(row["cycle"], row["committee_name"]) for row in rows} == {
        (2020, "OLD NAME PAC"),
        (2024, "NEW NAME PAC"),
    }
    assert [load.file for load in loads(Settings(data=tmp_path / "data"))] == [
        "cm20.zip",
        "cm24.zip",
    ]


@pytest.mark.parametrize(
    ("name", "cycle"),
    [
        ("cm24.zip", 2024),
        ("pas224.zip", 2024),
        ("indiv18_partial.zip", 2018),
        ("cm24 (1).zip", 2024),
        ("cm98.zip", 1998),
        ("2022/committees.zip", 2022),
        ("2019-03/cm_2020.zip", 2020),
    ],
)
def test_cycle_in_the_name(tmp_path: Path, name: str, cycle: int) -> None:
    table = "fec_itpas2" if "pas2" in name else "fec_cm"
    path = write_zip(tmp_path / "d" / name, {FEC_MEMBER[table]: fec_line(table)})
    assert loaded(path, tmp_path / "data").tables[0].cycle == cycle


def test_cycle_said_by_the_user(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "cm24.zip", {"cm.txt": fec_line("fec_cm")})
    assert loaded(path, tmp_path / "data", cycle=2022).tables[0].cycle == 2022
    assert not loaded(path, tmp_path / "data").is_new
    with pytest.raises(ThroughlineError, match="already loaded with cycle 2022"):
        loaded(path, tmp_path / "data", cycle=2024)


def test_no_cycle_anywhere(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "folder" / "cm.zip", {"cm.txt": fec_line("fec_cm")})
    with pytest.raises(ThroughlineError, match="cm.zip.*--cycle"):
        loaded(path, tmp_path / "data")


def test_by_date_members_are_left_out(tmp_path: Path) -> None:
    text = fec_lines("fec_itcont", 4)
    members = {"itcont.txt": text, "by_date/itcont_2024_20230101_20230401.txt": text}
    load = loaded(write_zip(tmp_path / "indiv24.zip", members), tmp_path / "data")
    assert load.tables[0].members == ["itcont.txt"]
    assert load.tables[0].rows_loaded == 4


def test_by_date_members_alone_are_read(tmp_path: Path) -> None:
    members = {"by_date/itcont_2024_20230101_20230401.txt": fec_lines("fec_itcont", 4)}
    load = loaded(write_zip(tmp_path / "indiv24.zip", members), tmp_path / "data")
    assert load.tables[0].rows_loaded == 4


@pytest.mark.parametrize("name", ["cm24 [1].txt", "cm24 'x'.txt", "cm24*.txt", "cm24.csv.gz.txt"])
def test_a_file_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    write_text(tmp_path / "cm24-other.txt", fec_lines("fec_cm", 2))
    load = loaded(
        write_text(tmp_path / name, fec_line("fec_cm")), tmp_path / "data", "fec_cm", 2024
    )
    assert load.tables[0].rows_loaded == 1


def test_a_file_without_a_telling_name_needs_its_table(tmp_path: Path) -> None:
    path = write_text(tmp_path / "contributions_2024.txt", fec_line("fec_itcont"))
    with pytest.raises(ThroughlineError, match="fec_itcont or fec_itoth.*--table"):
        loaded(path, tmp_path / "data")
    assert loaded(path, tmp_path / "data", "fec_itcont").tables[0].table == "fec_itcont"
    with pytest.raises(ThroughlineError, match="already loaded as fec_itcont"):
        loaded(path, tmp_path / "data", "fec_itoth")


@pytest.mark.parametrize("table", ["fec_itpas2", "fec_cm", "fec_cn", "fec_ccl"])
def test_a_pipe_file_is_told_by_its_ids(tmp_path: Path, table: str) -> None:
    path = write_text(tmp_path / "renamed_2024.txt", fec_line(table))
    assert loaded(path, tmp_path / "data").tables[0].table == table


def test_a_second_dated_name_of_the_same_bytes_is_kept_whichever_came_first(tmp_path: Path) -> None:
    rows = fec_lines("fec_itcont", 5)
    older = write_text(tmp_path / "itcont24_20250106.txt", rows)
    newer = write_text(tmp_path / "itcont24_20250206.txt", rows)
    for data, paths in (("one", (older, newer, older)), ("two", (newer, older))):
        for path in paths:
            loaded(path, tmp_path / data)
        (load,) = loads(Settings(data=tmp_path / data))
        assert {load.file, *load.other_names} == {older.name, newer.name}
        assert load.published_date == "2025-02-06"
