"""What is published and hard to believe stands with its mark, from files to pages."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl.build.run import build
from etl.common.progress import Progress
from etl.common.settings import Settings
from tests.dashboards.opening import cells, opened, shown, texts
from tests.fixtures import loaded, write_csv

MARKED = "marked: hard to believe"
TYPED, NEVER, PRIME, PLAIN = "SEDGETYPED01", "SEDGENEVER01", "SEDGEPRIME01", "SEDGEPLAIN01"


def action(piid: str, modification: str, amount: str, ceiling: str, **more: str) -> dict[str, str]:
    """An action of a firm whose UEI is its contract's number."""
    return {
        "contract_transaction_unique_key": f"1549_-NONE-_{piid}_{modification}_-NONE-_0",
        "contract_award_unique_key": f"CONT_AWD_{piid}_1549_-NONE-_-NONE-",
        "award_id_piid": piid,
        "modification_number": modification,
        "federal_action_obligation": amount,
        "total_dollars_obligated": amount,
        "potential_total_value_of_award": ceiling,
        "action_date": "2009-09-10",
        "action_date_fiscal_year": "2009",
        "awarding_agency_code": "015",
        "awarding_agency_name": "DEPARTMENT OF SEDGE",
        "awarding_sub_agency_code": "1549",
        "awarding_sub_agency_name": "OFFICE OF REEDS",
        "recipient_uei": piid,
        "recipient_name": f"{piid} LLC",
        "usaspending_permalink": "",
    } | more


def contracts() -> list[dict[str, str]]:
    """A slip taken back in the next year, one never corrected, a prime award, a plain one."""
    back = {"action_date": "2010-03-10", "action_date_fiscal_year": "2010"}
    return [
        action(TYPED, "0", "41750000.00", "41750.00"),
        action(TYPED, "1", "-41708250.00", "41750.00", total_dollars_obligated="41750.00", **back),
        action(NEVER, "0", "88000000.00", "88000.00"),
        action(PRIME, "0", "500000.00", ""),
        action(PLAIN, "0", "61000.00", "61000.00"),
    ]


def subawards() -> list[dict[str, str]]:
    """One that bears its number as amount, and one that stands in two reports."""
    own = {
        "prime_award_unique_key": f"CONT_AWD_{PRIME}_1549_-NONE-_-NONE-",
        "prime_award_piid": PRIME,
        "prime_award_amount": "500000.00",
        "prime_awardee_uei": PRIME,
        "prime_awardee_name": f"{PRIME} LLC",
        "subawardee_uei": "RUSHMILLSUB1",
        "subawardee_name": "RUSH MILL LLC",
        "subaward_action_date": "2009-10-01",
        "usaspending_permalink": "",
    }
    twice = {"subaward_number": "7", "subaward_amount": "1200.00"}
    return [
        own
        | {
            "subaward_number": "4400063",
            "subaward_amount": "4400063",
            "subaward_sam_report_id": "a",
        },
        own | twice | {"subaward_sam_report_id": "b"},
        own | twice | {"subaward_sam_report_id": "c"},
    ]


@pytest.fixture(scope="module")
def sedge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built database of these files."""
    folder = tmp_path_factory.mktemp("sedge")
    data = folder / "data"
    for table, rows in (
        ("usaspending_prime_transaction", contracts()),
        ("usaspending_subaward", subawards()),
    ):
        loaded(write_csv(folder / f"{table}.csv", table, rows), data)
    build(Settings(data=data), Progress(False))
    return data


@pytest.fixture
def served(sedge: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pages' data folder set to it."""
    monkeypatch.setenv("THROUGHLINE_DATA", str(sedge))
    return sedge


def test_each_kind_is_marked_and_the_ordinary_award_is_not(served: Path) -> None:
    with duckdb.connect(str(served / "throughline.duckdb"), read_only=True) as engine:
        found = engine.execute("select piid, code, until_date is null from marts.mark").fetchall()
    assert sorted(found) == [
        (NEVER, "above_ceiling", True),
        (PRIME, "duplicate_subaward", True),
        (PRIME, "subaward_above_award", True),
        (PRIME, "subaward_is_number", True),
        (TYPED, "above_ceiling", False),
        (TYPED, "taken_back", True),
    ]


def test_the_first_of_the_largest_bears_its_mark_beside_the_sum(served: Path) -> None:
    table = shown(opened("views/contractor.py"))[0]
    rows = [dict(zip(table.columns, row, strict=False)) for row in table.rows]
    assert rows[0]["obligated USD"] == "$88,000,000.00"
    assert rows[0][MARKED] == "obligations above the ceiling"
    assert rows[0]["without marked USD"] == "$0.00"
    assert table.columns.index(MARKED) == table.columns.index("obligated USD") + 1
    plain = next(row for row in rows if row["obligated USD"] == "$61,000.00")
    assert plain[MARKED] == "none" and plain["without marked USD"] == "$61,000.00"


def test_an_award_says_what_is_marked_below_its_sum_and_each_mark_opens(served: Path) -> None:
    said = texts(app := opened("views/award.py", id=f"CONT_AWD_{NEVER}_1549_-NONE-_-NONE-"))
    assert not app.exception
    assert "hard to believe" in said and "obligations above the ceiling" in said
    why = "88000000.00 USD obligated on a ceiling of 88000.00 USD, 1000.00 times it"
    assert any(why in cell for cell in cells(app))
    with duckdb.connect(str(served / "throughline.duckdb"), read_only=True) as engine:
        ((mark_id,),) = engine.execute(
            "select mark_id from marts.mark where code = 'taken_back'"
        ).fetchall()
    records = shown(opened("views/records.py", mark=mark_id))[0]
    assert sorted(records.sums("USD")) == [-41_708_250, 41_750_000]
    assert "marked: an amount that a later action takes back" in records.column("note")[0]


def test_sub_awards_are_marked_and_their_sum_told_without_them(served: Path) -> None:
    app = opened("views/award.py", id=f"CONT_AWD_{PRIME}_1549_-NONE-_-NONE-")
    assert not app.exception
    said = texts(app).replace("\\", "")
    assert "$4,402,463 as reported" in said
    assert "$4,401,263 of it is marked as hard to believe, $1,200 is not" in said
    rows = next(table for table in shown(app) if "subcontractor" in table.columns)
    assert sorted(mark != "none" for mark in rows.column(MARKED)) == [False, True, True]


def test_a_contractor_and_an_agency_say_the_sum_without_what_is_marked(served: Path) -> None:
    agency = texts(opened("views/agency.py", id="agency:1549")).replace("\\", "")
    assert "$88,000,000 of the sum is marked, without it the sum is $602,750" in agency
    firm = texts(opened("views/contractor.py", id=f"uei:{NEVER}")).replace("\\", "")
    assert "$88,000,000 of the sum is marked, without it the sum is $0" in firm
    plain = texts(opened("views/contractor.py", id=f"uei:{PLAIN}"))
    assert "Marked, published" not in plain
