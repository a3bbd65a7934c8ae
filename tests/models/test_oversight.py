"""Who oversees which agency: real committees, a source for each line, no agency left out."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from etl.common.settings import ROOT, SQL
from tests.etl.lake.test_shared_data import DATA

COMMITTEES = DATA / "fec" / "legislators" / "committees-current.yaml"
CASE = ROOT / "etl" / "cases" / "golden_dome"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LINES = _rows(SQL / "seeds" / "oversight.csv")


def _is_covered(code: str, line: dict[str, str]) -> bool:
    """The rule of sql/links/oversees.sql, said once more."""
    prefix = line["agency_prefix"]
    if code in line["except_codes"].split():
        return False
    return code == prefix or (
        len(prefix) == 2 and (code == f"0{prefix}" or (len(code) == 4 and code.startswith(prefix)))
    )


def test_no_line_stands_twice() -> None:
    found = Counter((line["committee_code"], line["agency_prefix"]) for line in LINES)
    assert [pair for pair, count in found.items() if count > 1] == []


@pytest.mark.parametrize("column", ["committee_code", "agency_prefix", "agency", "basis"])
def test_each_line_is_filled(column: str) -> None:
    assert [
        line for line in LINES if line[column] != line[column].strip() or not line[column]
    ] == []


def test_each_line_has_a_source() -> None:
    assert [line for line in LINES if not line["source_url"].startswith("https://")] == []


def test_a_prefix_is_two_or_four_characters() -> None:
    shape = re.compile(r"[0-9]{2}([0-9A-Z]{2})?")
    assert [line for line in LINES if not shape.fullmatch(line["agency_prefix"])] == []


def test_an_excepted_code_is_of_the_prefix() -> None:
    wrong = [
        (line["committee_code"], code)
        for line in LINES
        for code in line["except_codes"].split()
        if len(line["agency_prefix"]) != 2 or not code.startswith(line["agency_prefix"])
    ]
    assert wrong == []


def test_every_agency_of_the_case_has_an_overseer_in_each_chamber() -> None:
    codes = {
        row["agency_code"]
        for name in ("case_award", "case_obligation_total")
        for row in _rows(CASE / f"{name}.csv")
        if row["agency_code"]
    }
    assert len(codes) > 10
    overseers = {
        code: {line["committee_code"][0] for line in LINES if _is_covered(code, line)}
        for code in codes
    }
    assert {code: found for code, found in overseers.items() if found != {"H", "S"}} == {}


@pytest.mark.skipif(
    not COMMITTEES.is_file(), reason=f"the real list of committees is not there ({COMMITTEES})"
)
def test_every_committee_is_a_real_one() -> None:
    listed = yaml.safe_load(COMMITTEES.read_text(encoding="utf-8"))
    real = {body["thomas_id"] for body in listed} | {
        body["thomas_id"] + part["thomas_id"]
        for body in listed
        for part in body.get("subcommittees", [])
    }
    assert {line["committee_code"] for line in LINES} - real == set()
