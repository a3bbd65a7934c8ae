"""Contracts of invented firms, from the published file to the day on which each award ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from tests.fixtures import loaded, write_csv
from tests.fixtures.building import built, needed_models

Step = tuple[str, str, str, str, str]
# modification, action date, action type, obligated, end of performance as the record states it
FIRST: Step = ("0", "2019-01-10", "", "100000", "2023-01-10")
AWARDS: dict[str, list[Step]] = {
    "PLAIN": [FIRST],
    "OPTION": [FIRST, ("P00001", "2022-12-01", "G", "5", "2024-01-10")],
    "CORRECTED": [FIRST, ("P00001", "2019-06-10", "M", "0", "2019-01-31")],
    "CLOSED": [FIRST, ("P00001", "2020-06-10", "K", "-1", "2020-06-10")],
    "ENDED": [FIRST, ("P00001", "2019-06-10", "F", "-20000", "2019-06-10")],
    "UNMOVED": [FIRST, ("P00001", "2019-06-10", "E", "-20000", "2023-01-10")],
    "UNSTATED": [FIRST, ("P00001", "2019-06-10", "X", "0", "")],
    "CANCELLED": [FIRST, ("1", "2019-06-10", "N", "0", "2019-06-10")],
    "RESCINDED": [
        FIRST,
        ("P00001", "2019-06-10", "F", "0", "2019-06-10"),
        ("P00002", "2019-12-10", "M", "0", "2023-01-10"),
    ],
    "PART": [
        FIRST,
        ("P00001", "2019-06-10", "F", "-20000", "2023-01-10"),
        ("P00002", "2019-12-10", "C", "500", "2023-01-10"),
    ],
    "TENTH": [
        FIRST,
        ("P00010", "2019-06-10", "M", "0", "2021-01-10"),
        ("P00009", "2019-06-10", "M", "0", "2020-01-10"),
    ],
    "TYPED": [FIRST, ("P00001", "2019-06-10", "M", "0", "9999-09-09")],
}
ENDS = {
    "PLAIN": date(2023, 1, 10),
    "OPTION": date(2024, 1, 10),
    "CORRECTED": date(2019, 1, 31),
    "CLOSED": date(2023, 1, 10),
    "ENDED": date(2019, 6, 10),
    "UNMOVED": date(2019, 6, 10),
    "UNSTATED": date(2019, 6, 10),
    "CANCELLED": date(2019, 6, 10),
    "RESCINDED": date(2023, 1, 10),
    "PART": date(2023, 1, 10),
    "TENTH": date(2021, 1, 10),
    "TYPED": date(2023, 1, 10),
}
OTHER_ENDS = {"CLOSED": date(2020, 6, 10), "UNMOVED": date(2023, 1, 10)}
STATES = {
    "ENDED": "ended",
    "UNMOVED": "ended",
    "UNSTATED": "ended",
    "CANCELLED": "ended",
    "RESCINDED": "rescinded",
    "PART": "in part",
}


def rows() -> Iterator[dict[str, str]]:
    """The actions in the publisher's columns; the last of an award comes first in the file."""
    for piid, steps in AWARDS.items():
        for number, day, kind, obligated, end in reversed(steps):
            yield {
                "contract_transaction_unique_key": f"{piid}_{number}",
                "contract_award_unique_key": f"CONT_AWD_{piid}_1549_-NONE-_-NONE-",
                "award_id_piid": piid,
                "modification_number": number,
                "action_date": day,
                "action_type_code": kind,
                "federal_action_obligation": obligated,
                "base_and_all_options_value": "500000" if number == "0" else "0",
                "period_of_performance_current_end_date": end,
                "recipient_uei": "WRENUEI00001",
                "recipient_name": "WRENSTONE BUILDERS INC",
                "awarding_sub_agency_code": "1549",
                "awarding_sub_agency_name": "OFFICE OF EXAMPLES",
            }


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Awards and terminations of that file."""
    folder = tmp_path_factory.mktemp("ends")
    path = write_csv(folder / "contracts.csv", "usaspending_prime_transaction", rows())
    loaded(path, folder / "data")
    wanted = ("marts.award", "marts.award_term", "marts.termination")
    return built(folder / "data", needed_models(*wanted))


def test_each_award_ends_on_its_day_in_every_table(engine: duckdb.DuckDBPyConnection) -> None:
    found = engine.execute(
        "select award.piid, award.performance_end_date, term.performance_end_date "
        "from marts.award as award inner join marts.award_term as term using (award_key)"
    ).fetchall()
    assert {piid: end for piid, end, _ in found} == ENDS
    assert {piid: end for piid, _, end in found} == ENDS


def test_both_days_are_given_where_the_records_disagree(engine: duckdb.DuckDBPyConnection) -> None:
    found = engine.execute(
        "select award.piid, term.other_end_date, term.end_note "
        "from marts.award as award inner join marts.award_term as term using (award_key) "
        "where term.end_note is not null"
    ).fetchall()
    said = {piid: (other, note) for piid, other, note in found}
    assert {piid: other for piid, (other, _) in said.items() if other} == OTHER_ENDS
    assert "2020-06-10 by modification P00001 of 2020-06-10 (close out)" in said["CLOSED"][1]
    assert "does not say whether all of the award ended" in said["UNMOVED"][1]
    assert said["TYPED"] == (
        None,
        "9999-09-09, which modification P00001 of 2019-06-10 (other administrative action) "
        "states, is not used",
    )


def test_terminations_tell_how_they_stand_and_what_ended(engine: duckdb.DuckDBPyConnection) -> None:
    found = engine.execute(
        "select piid, state, termination, obligated_before_usd, obligated_after_usd, "
        "taken_back_usd, ceiling_ended_usd from marts.termination"
    ).fetchall()
    told = {row[0]: row[1:] for row in found}
    assert {piid: row[0] for piid, row in told.items()} == STATES
    assert told["ENDED"] == ("ended", "terminated for convenience", 100000, 80000, -20000, 420000)
    assert told["CANCELLED"] == ("ended", "cancelled", 100000, 100000, 0, 400000)
    assert told["PART"] == ("in part", "terminated for convenience", 100000, 80500, -20000, None)
