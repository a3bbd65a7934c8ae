"""Files of Congress: dated lists, empty ones, members without an id, and GovTrack's archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.lake.load import load_file
from etl.lake.named import Options
from etl.lake.records import read_record
from tests.fixtures import ARCHIVED_SEATS, LEGISLATORS, SEATS, lake_rows, loaded, write_text


@pytest.mark.parametrize("suffix", [".yaml", ".yaml.gz", ".yml"])
def test_the_day_of_a_list_is_in_its_name(tmp_path: Path, suffix: str) -> None:
    path = write_text(tmp_path / f"committee-membership-2023-03-12{suffix}", SEATS)
    load = loaded(path, tmp_path / "data")
    assert (load.published_date, load.tables[0].table) == ("2023-03-12", "congress_committee_seat")


@pytest.mark.parametrize("text", ["[]\n", "{}\n"])
def test_an_empty_list_is_a_load_of_no_rows(tmp_path: Path, text: str) -> None:
    path = write_text(tmp_path / "committee-membership-2025-01-03.yaml.gz", text)
    (table,) = loaded(path, tmp_path / "data").tables
    assert (table.table, table.rows_read, table.rows_loaded) == ("congress_committee_seat", 0, 0)
    with pytest.raises(ThroughlineError, match="no layout that is known"):
        loaded(write_text(tmp_path / "other.yaml", text + "# other"), tmp_path / "data")


def test_a_member_without_an_id_is_kept_by_the_number(tmp_path: Path) -> None:
    other = LEGISLATORS.replace("bioguide: R900001", "govtrack: 456002").replace("Roe", "Zed")
    load = loaded(write_text(tmp_path / "legislators.yaml", LEGISLATORS + other), tmp_path / "data")
    assert load.tables[0].rows_loaded == 2
    found = lake_rows(tmp_path / "data", "congress_legislator")
    assert {(row["bioguide_id"], row["govtrack_id"]) for row in found} == {
        ("R900001", None),
        (None, "456002"),
    }


def test_the_archive_has_its_day_in_the_readme_beside_it(tmp_path: Path) -> None:
    write_text(tmp_path / "README.md", "Jan  3  2023  117.xml\nFeb 13  2025  118.xml\n")
    load = loaded(write_text(tmp_path / "118.xml", ARCHIVED_SEATS), tmp_path / "data")
    assert (load.published_date, load.tables[0].cycle) == ("2025-02-13", 2024)
    found = lake_rows(tmp_path / "data", "congress_archived_seat")
    assert [(row["committee_code"], row["parent_code"], row["title"]) for row in found] == [
        ("HSXX", None, "Ranking Member"),
        ("HSXX01", "HSXX", None),
    ]


def test_an_archive_without_a_congress_in_its_name_is_asked_for_it(tmp_path: Path) -> None:
    path = write_text(tmp_path / "seats.xml", ARCHIVED_SEATS)
    with pytest.raises(ThroughlineError, match="--cycle"):
        loaded(path, tmp_path / "data")
    assert loaded(path, tmp_path / "data", cycle=2024).published_date is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><committees/>', "declares a document type"),
        ("<committees>", "not readable as XML"),
        ("<other/>", "no layout that is known"),
    ],
)
def test_another_xml_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ThroughlineError, match=complaint):
        loaded(write_text(tmp_path / "118.xml", text), tmp_path / "data")


def test_the_day_of_a_list_without_one_is_said(tmp_path: Path) -> None:
    path = write_text(tmp_path / "committee-membership-current.yaml", SEATS)
    settings = Settings(data=tmp_path / "data")
    said = Options(published=date(2026, 2, 3))
    assert load_file(path, settings, Options(), Progress(False)).published_date is None
    with pytest.raises(ThroughlineError, match="already loaded without a day: .*--again"):
        load_file(path, settings, said, Progress(False))
    again = Options(published=date(2026, 2, 3), is_again=True)
    load = load_file(path, settings, again, Progress(False))
    assert load.published_date == "2026-02-03"
    earlier = Options(published=date(2025, 2, 3), is_again=True)
    load_file(path, settings, earlier, Progress(False))
    record = read_record(load.sha256, settings)
    assert record and record.published_date == "2025-02-03"


def test_a_file_of_members_without_terms_is_refused_with_the_reason(tmp_path: Path) -> None:
    header = "last_name,full_name,birthday,type,state,bioguide_id,fec_ids,govtrack_id\n"
    path = write_text(tmp_path / "legislators-historical.csv.gz", header + "Roe,Ray Roe,,,,,,\n")
    with pytest.raises(ThroughlineError, match="without the days of their terms"):
        loaded(path, tmp_path / "data")
