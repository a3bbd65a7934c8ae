"""Schedules and registers: every row once, whatever the publisher's paging does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.common.asking import PublisherError, Request
from etl.common.settings import ThroughlineError
from etl.fetch.searching import Mode, refuse_short
from etl.sources.fec.api import SCHEDULES
from tests.fixtures import lake_rows
from tests.fixtures.fetching import fetched, wanted
from tests.fixtures.publishers import Publishers

COMMITTEE = "C00900001"
PAC = wanted(committees=(COMMITTEE,))


@pytest.fixture
def publishers() -> Iterator[Publishers]:
    with Publishers() as running:
        yield running


def loaded_ids(data: Path, schedule: str = "a") -> list[str]:
    return [row["sub_id"] for row in lake_rows(data, f"fec_api_schedule_{schedule}")]


def test_rows_without_a_date_are_not_lost(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipts(645, undated=626)
    fetched(publishers, tmp_path, PAC)
    ids = loaded_ids(tmp_path)
    assert len(ids) == len(set(ids)) == 645


def test_many_rows_of_one_date_are_not_lost(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipts(950, tied_dates=900)
    fetched(publishers, tmp_path, PAC)
    assert len(set(loaded_ids(tmp_path))) == 950


def test_the_walk_goes_ascending_and_counts_no_pages(
    publishers: Publishers, tmp_path: Path
) -> None:
    publishers.fec.add_receipts(250, undated=120)
    fetched(publishers, tmp_path, PAC)
    asked = [r.query for r in publishers.requests if "schedule_a" in r.path]
    assert all(query["sort"] == ["contribution_receipt_date"] for query in asked)
    assert not any("page" in query for query in asked)
    null_block = [query for query in asked if "sort_null_only" in query]
    assert null_block and not any("last_contribution_receipt_date" in q for q in null_block)


def test_all_three_schedules_come_with_the_registers(
    publishers: Publishers, tmp_path: Path
) -> None:
    publishers.fec.add_receipts(3)
    publishers.fec.add_disbursement(
        committee_id=COMMITTEE, recipient_committee_id="C00900002", candidate_id="H4VA00001"
    )
    publishers.fec.add_expenditure(committee_id=COMMITTEE)
    publishers.fec.add_committee(committee_id=COMMITTEE)
    publishers.fec.add_committee(committee_id="C00900002")
    publishers.fec.add_candidate(candidate_id="H4VA00001")
    fetched(publishers, tmp_path, PAC)
    assert len(loaded_ids(tmp_path, "b")) == len(loaded_ids(tmp_path, "e")) == 1
    committees = [row["committee_id"] for row in lake_rows(tmp_path, "fec_api_committee")]
    assert committees == [COMMITTEE, "C00900002"]
    assert [r["candidate_id"] for r in lake_rows(tmp_path, "fec_api_candidate")] == ["H4VA00001"]


def test_more_ids_than_a_call_takes_are_asked_in_several(
    publishers: Publishers, tmp_path: Path
) -> None:
    ids = tuple(f"C009000{number:02d}" for number in range(37))
    for committee in ids:
        publishers.fec.add_committee(committee_id=committee)
    fetched(publishers, tmp_path, wanted(registered=ids, donors=("QUILL, ADA",)))
    assert len(lake_rows(tmp_path, "fec_api_committee")) == 37
    asked = [r.query["committee_id"] for r in publishers.requests if "committees/" in r.path]
    assert max(len(some) for some in asked) <= 10


def test_a_search_by_name_keeps_only_whom_it_was_for(
    publishers: Publishers, tmp_path: Path
) -> None:
    kept = ["QUILL, ADA", "QUILL, ADA M. MRS", "Quill, Mrs. Ada", "ADA B QUILL", "QÜILL, ADA"]
    others = ["QUILL, ADAM", "QUILLER, ADA", "ADA, QUILL", "QUILL", "QUILL, BO ADA"]
    for name in kept + others:
        publishers.fec.add_receipt(contributor_name=name)
    publishers.fec.add_receipt(contributor_name="ROE, ADA", contributor_employer="QUILL ADA LLC")
    fetched(publishers, tmp_path, wanted(donors=("QUILL, ADA",)))
    names = {row["name"] for row in lake_rows(tmp_path, "fec_api_schedule_a")}
    assert names <= set(kept)
    assert names >= {"QUILL, ADA", "QUILL, ADA M. MRS", "Quill, Mrs. Ada", "ADA B QUILL"}


def test_a_search_by_employer_keeps_the_words_whole_and_in_order(
    publishers: Publishers, tmp_path: Path
) -> None:
    kept = ["ACME ROCKETS", "ACME ROCKETS LLC", "THE ACME-ROCKETS CO"]
    for name in [*kept, "ROCKETS ACME", "ACME ROCKETSHIPS", "ACME BIG ROCKETS"]:
        publishers.fec.add_receipt(contributor_employer=name)
    fetched(publishers, tmp_path, wanted(employers=("Acme Rockets",)))
    employers = {row["employer"] for row in lake_rows(tmp_path, "fec_api_schedule_a")}
    assert employers >= {"ACME ROCKETS", "ACME ROCKETS LLC"}
    assert not employers & {"ROCKETS ACME", "ACME ROCKETSHIPS", "ACME BIG ROCKETS"}


def test_rows_left_out_are_counted(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipt(contributor_name="QUILL, ADA")
    publishers.fec.add_receipt(contributor_name="QUILL, ADAM")
    publishers.fec.add_receipt(contributor_name="QUILL-ADA, BO")
    result = fetched(publishers, tmp_path, wanted(donors=("QUILL, ADA",)))[0]
    asked_for = len(lake_rows(tmp_path, "fec_api_schedule_a"))
    assert result.totals.rows - asked_for >= 1
    assert asked_for == 1


def test_a_shortfall_is_said_and_asked_again(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipts(230)
    lost = publishers.fec.add_receipt(committee_id=COMMITTEE)["sub_id"]
    publishers.fec.lose = {lost}
    results = fetched(publishers, tmp_path, PAC)
    assert results[0].totals.shortfall == 1
    with pytest.raises(ThroughlineError, match="short by 1 rows"):
        refuse_short(results)
    publishers.fec.lose = set()
    refuse_short(fetched(publishers, tmp_path, PAC))
    assert lost in loaded_ids(tmp_path)
    assert len(loaded_ids(tmp_path)) == 231


def test_an_estimate_is_not_taken_for_a_count(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipts(230)
    publishers.fec.is_count_exact = False
    results = fetched(publishers, tmp_path, PAC)
    assert results[0].totals.expected is None
    refuse_short(results)


def test_a_missing_field_is_named(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipts(3)
    publishers.fec.drop_field = "contributor_employer"
    with pytest.raises(PublisherError, match="contributor_employer"):
        fetched(publishers, tmp_path, PAC)


def test_since_asks_for_dated_rows_only(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipt(committee_id=COMMITTEE, contribution_receipt_date="2020-01-01")
    publishers.fec.add_receipt(committee_id=COMMITTEE, contribution_receipt_date="2024-01-01")
    fetched(publishers, tmp_path, wanted(committees=(COMMITTEE,), since="2023-06-30"))
    assert [str(r["transaction_date"]) for r in lake_rows(tmp_path, "fec_api_schedule_a")] == [
        "2024-01-01"
    ]


def test_what_is_here_is_not_asked_again(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipts(130)
    fetched(publishers, tmp_path, PAC)
    publishers.requests.clear()
    results = fetched(publishers, tmp_path, PAC)
    assert publishers.requests == []
    assert not any(result.is_new for result in results)


def test_again_asks_for_everything_anew(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipts(130)
    fetched(publishers, tmp_path, PAC)
    publishers.fec.add_receipt(committee_id=COMMITTEE)
    fetched(publishers, tmp_path, PAC, Mode(is_again=True))
    assert len(loaded_ids(tmp_path)) == 131


def test_an_update_asks_only_for_rows_loaded_since(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipts(230)
    fetched(publishers, tmp_path, PAC)
    new = publishers.fec.add_receipt(committee_id=COMMITTEE, load_date="2099-01-01T04:30:00")
    publishers.requests.clear()
    fetched(publishers, tmp_path, PAC, Mode(is_update=True))
    asked = [r.query for r in publishers.requests if "schedule_a" in r.path]
    assert asked and all("min_load_date" in query for query in asked)
    assert len(asked) <= 2
    assert new["sub_id"] in loaded_ids(tmp_path)
    assert len(set(loaded_ids(tmp_path))) == 231


def test_amounts_and_ids_come_exactly(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipt(
        sub_id="4010120231234567891",
        committee_id=COMMITTEE,
        contribution_receipt_amount=-1234567.89,
        link_id=9007199254740993,
    )
    fetched(publishers, tmp_path, PAC)
    row = lake_rows(tmp_path, "fec_api_schedule_a")[0]
    assert (row["sub_id"], str(row["amount_usd"])) == ("4010120231234567891", "-1234567.89")
    assert row["problems"] == []


def test_a_value_that_does_not_convert_is_kept_as_a_problem(
    publishers: Publishers, tmp_path: Path
) -> None:
    publishers.fec.add_receipt(committee_id=COMMITTEE, contribution_receipt_amount="a lot")
    fetched(publishers, tmp_path, PAC)
    row = lake_rows(tmp_path, "fec_api_schedule_a")[0]
    assert row["amount_usd"] is None
    assert row["problems"] == ["amount_usd: a lot"]


def following(params: dict[str, str], last: dict[str, object]) -> dict[str, str]:
    """The parameters of the request after an answer."""
    request = Request("schedules/schedule_a/", tuple(params.items()))
    answer = {"results": [{}], "pagination": {"last_indexes": last}}
    after = SCHEDULES["schedule_a"].following(request, answer)
    return dict(after.params) if after else {}


def test_the_null_block_is_carried_through() -> None:
    dated = {"committee_id": COMMITTEE, "last_contribution_receipt_date": "2024-01-01"}
    entered = following(dated, {"last_index": "9", "sort_null_only": True})
    assert entered == {"committee_id": COMMITTEE, "last_index": "9", "sort_null_only": "true"}
    both = {"last_index": "9", "sort_null_only": True, "last_contribution_receipt_date": None}
    assert following(dated, both | {"last_contribution_receipt_date": "2024-01-01"}) == entered
    assert following(entered, {"last_index": "10"}) == entered | {"last_index": "10"}


def test_a_walk_ends_at_an_empty_page_or_without_an_index() -> None:
    request = Request("schedules/schedule_a/", ())
    for results, last in (([], {"last_index": "9"}), ([{}], None), ([{}], {})):
        answer = {"results": results, "pagination": {"last_indexes": last}}
        assert SCHEDULES["schedule_a"].following(request, answer) is None
