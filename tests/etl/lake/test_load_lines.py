"""Lines and quotes are read as they are published; what is no row goes to the rejects."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.lake.load import Options, load_file
from tests.etl.lake.examples import ACTION
from tests.fixtures import (
    csv_text,
    fec_line,
    fec_lines,
    lake_rows,
    listing,
    loaded,
    write_csv,
    write_text,
)


def test_quotes_are_data_in_pipe_files(tmp_path: Path) -> None:
    names = ['"QUOTED" FIRM', '"OPEN', 'ONE " INCH', '""', "O'NEIL, \\", "COMMA, \tTAB"]
    lines = [
        fec_line("fec_itcont", employer=name, sub_id=f"{number}")
        for number, name in enumerate(names)
    ]
    loaded(write_text(tmp_path / "itcont24.txt", "".join(lines)), tmp_path / "data")
    rows = lake_rows(tmp_path / "data", "fec_itcont")
    assert {row["sub_id"]: row["employer"] for row in rows} == {
        str(number): name for number, name in enumerate(names)
    }


def test_a_long_description_with_newlines_is_one_row(tmp_path: Path) -> None:
    text = ('FIRST "STAGE",\nSECOND\r\n\nTHIRD ' * 200)[:4000]
    path = write_csv(tmp_path / "a.csv", ACTION, [{"transaction_description": text}] * 3)
    load = loaded(path, tmp_path / "data")
    assert (load.tables[0].rows_read, load.tables[0].rows_loaded) == (3, 3)
    rows = lake_rows(tmp_path / "data", ACTION)
    assert {row["description"] for row in rows} == {text}


def test_short_and_long_lines_go_to_rejects(tmp_path: Path) -> None:
    good = fec_lines("fec_itcont", 5000)
    text = good + "C00900001|N|SHORT\n" + fec_line("fec_itcont", sub_id="1|EXTRA")
    load = loaded(write_text(tmp_path / "itcont24.txt", text), tmp_path / "data")
    (table,) = load.tables
    assert (table.rows_read, table.rows_loaded, table.rows_rejected) == (5002, 5000, 2)
    assert len(lake_rows(tmp_path / "data", "fec_itcont")) == 5000
    short, long = sorted(
        lake_rows(tmp_path / "data", "rejects"), key=lambda reject: reject["line_number"]
    )
    assert (short["line_number"], short["text"]) == (5001, "C00900001|N|SHORT")
    assert (long["line_number"], long["table_name"]) == (5002, "fec_itcont")
    assert short["file_sha256"] == load.sha256


def test_too_many_rejects_leave_the_lake_alone(tmp_path: Path) -> None:
    loaded(write_text(tmp_path / "itcont22.txt", fec_lines("fec_itcont", 2)), tmp_path / "data")
    before = listing(tmp_path / "data")
    path = write_text(tmp_path / "itcont24.txt", fec_lines("fec_itcont", 100) + "SHORT|LINE\n")
    with pytest.raises(ThroughlineError, match=r"1 of 101 rows of fec_itcont.*line 101"):
        loaded(path, tmp_path / "data")
    assert listing(tmp_path / "data") == before
    tolerant = Settings(data=tmp_path / "data", reject_share=0.05)
    load = load_file(path, tolerant, Options(), Progress(False))
    assert load.tables[0].rows_rejected == 1


def test_a_line_without_its_key_goes_to_rejects(tmp_path: Path) -> None:
    text = fec_lines("fec_itcont", 2000) + fec_line("fec_itcont", sub_id="", name="NO KEY, ANN")
    load = loaded(write_text(tmp_path / "itcont24.txt", text), tmp_path / "data")
    (table,) = load.tables
    assert (table.rows_read, table.rows_loaded, table.rows_rejected) == (2001, 2000, 1)
    (reject,) = lake_rows(tmp_path / "data", "rejects")
    assert reject["reason"] == "no sub_id"
    assert "NO KEY, ANN" in reject["text"]


def test_a_csv_row_without_its_key_goes_to_rejects(tmp_path: Path) -> None:
    key = "contract_transaction_unique_key"
    rows = [{key: f"A{number}"} for number in range(1001)] + [{key: "", "award_id_piid": "NOKEY"}]
    load = loaded(write_csv(tmp_path / "a.csv", ACTION, rows), tmp_path / "data")
    assert (load.tables[0].rows_loaded, load.tables[0].rows_rejected) == (1001, 1)
    (reject,) = lake_rows(tmp_path / "data", "rejects")
    assert reject["reason"] == "no transaction_key"
    assert "NOKEY" in reject["text"]


@pytest.mark.parametrize("shape", ["crlf", "mixed", "blank", "blank crlf", "no end", "lone"])
def test_line_ends(tmp_path: Path, shape: str) -> None:
    one, two = fec_line("fec_cm", committee_id="C1"), fec_line("fec_cm", committee_id="C2")
    text = {
        "crlf": (one + two).replace("\n", "\r\n"),
        "mixed": one.replace("\n", "\r\n") + two,
        "blank": "\n" + one + "\n\n" + two + "\n\n",
        "blank crlf": ("\n" + one + "\n\n" + two + "\n\n").replace("\n", "\r\n"),
        "no end": one + two.rstrip("\n"),
        "lone": one.replace("ORBIT WAY", "ORBIT\rWAY") + two,
    }[shape]
    path = write_text(tmp_path / "cm24.txt", text)
    load = loaded(path, tmp_path / "data")
    assert (load.tables[0].rows_read, load.tables[0].rows_loaded) == (2, 2)
    rows = lake_rows(tmp_path / "data", "fec_cm")
    assert [row["committee_id"] for row in rows] == ["C1", "C2"]
    assert {row["street_1"] for row in rows} == {"1 ORBIT WAY"}
    assert {row["candidate_id"] for row in rows} == {None}


@pytest.mark.parametrize("shape", ["crlf", "mixed", "blank", "no end"])
def test_line_ends_of_csv(tmp_path: Path, shape: str) -> None:
    rows = [
        {"contract_transaction_unique_key": "A", "transaction_description": "one\r\ntwo\nthree"},
        {"contract_transaction_unique_key": "B", "transaction_description": "plain"},
    ]
    if shape == "mixed":
        text = (
            csv_text(ACTION, rows[:1])
            + csv_text(ACTION, rows[1:], line_end="\r\n").split("\r\n", 1)[1]
        )
    else:
        text = csv_text(ACTION, rows, line_end="\r\n" if shape == "crlf" else "\n")
    text = text + "\n\n" if shape == "blank" else text.rstrip() if shape == "no end" else text
    load = loaded(write_text(tmp_path / "a.csv", text), tmp_path / "data")
    assert (load.tables[0].rows_read, load.tables[0].rows_loaded) == (2, 2)
    found = lake_rows(tmp_path / "data", ACTION)
    assert [row["description"] for row in found] == ["one\r\ntwo\nthree", "plain"]
