"""Awards, orders, actions and sub-awards: every row once, of the firm that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.common.asking import Chain, PublisherError, Walk
from etl.common.settings import ThroughlineError, now
from etl.fetch.http import Client, site_of
from etl.fetch.searching import Mode, refuse_short
from etl.fetch.store import store_of
from etl.fetch.walk import Walker, check_rows
from etl.sources import publishers as registry
from etl.sources.usaspending import api, searches
from tests.fixtures import lake_rows
from tests.fixtures.fetching import QUICK, fetched, posted, settings_for, wanted
from tests.fixtures.publishers import Publishers

UEI = "ACMEROCKET01"
AWARD = "CONT_AWD_ACME0001_9700_-NONE-_-NONE-"
VEHICLE = "CONT_IDV_ACMEIDV_9700"
FIRM = wanted(ueis=(UEI,))


@pytest.fixture
def publishers() -> Iterator[Publishers]:
    with Publishers() as running:
        yield running


def keys(data: Path, table: str = "award_detail", column: str = "award_key") -> list[str]:
    return [row[column] for row in lake_rows(data, f"usaspending_api_{table}")]


def add(publishers: Publishers, key: str = AWARD, **facts: object) -> None:
    known = {"uei": UEI, "recipient_name": "ACME ROCKETS LLC", "actions": 3}
    publishers.usaspending.add_award(award_key=key, **(known | facts))


def search(publishers: Publishers, group: int = 0) -> tuple[Client, Walk]:
    (service,) = registry()["usaspending"].services
    client = Client(site_of(service, settings_for(publishers, Path())), QUICK)
    return client, searches.find_searches(FIRM, {})[group]


def test_a_search_goes_past_ten_thousand_rows(publishers: Publishers, tmp_path: Path) -> None:
    publishers.usaspending.add_awards(10_250, uei=UEI)
    client, walk = search(publishers)
    store = store_of(walk, settings_for(publishers, tmp_path))
    store.open(walk, now())
    totals = Walker(client).walk(walk, store)
    assert (totals.unique, totals.expected, totals.shortfall) == (10_250, 10_250, 0)


def test_contracts_and_vehicles_are_asked_apart(publishers: Publishers, tmp_path: Path) -> None:
    add(publishers)
    add(publishers, VEHICLE)
    fetched(publishers, tmp_path, FIRM)
    assert keys(tmp_path) == [AWARD, VEHICLE]
    groups = [
        {code.startswith("IDV") for code in body["filters"]["award_type_codes"]}  # type: ignore[index]
        for body in posted(publishers, "spending_by_award/")
    ]
    assert {True} in groups and {False} in groups and {True, False} not in groups


def test_strangers_whom_the_search_returns_are_left_out(
    publishers: Publishers, tmp_path: Path
) -> None:
    add(publishers)
    add(
        publishers,
        "CONT_AWD_OTHER_9700_-NONE-_-NONE-",
        uei="OTHERFIRM001",
        recipient_name=f"FRIENDS OF {UEI} INC",
    )
    fetched(publishers, tmp_path, FIRM)
    assert keys(tmp_path) == [AWARD]


def test_a_name_is_matched_word_by_word(publishers: Publishers, tmp_path: Path) -> None:
    add(publishers)
    add(publishers, "CONT_AWD_B_9700_-NONE-_-NONE-", recipient_name="ROCKETS OF ACME", uei="B" * 12)
    fetched(publishers, tmp_path, wanted(recipients=("acme rockets",)))
    assert keys(tmp_path) == [AWARD]


def test_every_action_comes_once_though_pages_are_unstable(
    publishers: Publishers, tmp_path: Path
) -> None:
    add(publishers, actions=130)
    fetched(publishers, tmp_path, FIRM)
    found = keys(tmp_path, "transaction", "transaction_key")
    assert len(found) == len(set(found)) == 130
    assert set(keys(tmp_path, "transaction")) == {AWARD}


def test_all_sub_awards_and_officers_come(publishers: Publishers, tmp_path: Path) -> None:
    add(publishers, subawards=250, officers=5)
    add(publishers, "CONT_AWD_BARE_9700_-NONE-_-NONE-", subawards=0, officers=0)
    fetched(publishers, tmp_path, FIRM)
    assert len(set(keys(tmp_path, "subaward", "subaward_id"))) == 250
    assert keys(tmp_path, "officer") == [AWARD] * 5
    assert [body["award_id"] for body in posted(publishers, "subawards/")] == [AWARD] * 3


def test_orders_under_a_vehicle_come_whoever_holds_them(
    publishers: Publishers, tmp_path: Path
) -> None:
    order = "CONT_AWD_ORD1_9700_ACMEIDV_9700"
    add(publishers, order, uei="FORMERNAME01")
    add(publishers, VEHICLE, orders=[order])
    fetched(publishers, tmp_path, FIRM)
    assert order in keys(tmp_path)
    assert order in keys(tmp_path, "transaction")


def test_keys_with_marks_and_small_letters_are_found(
    publishers: Publishers, tmp_path: Path
) -> None:
    odd = "CONT_AWD_AC/ME 00+1%a_9700_-NONE-_-NONE-"
    add(publishers, odd)
    fetched(publishers, tmp_path, FIRM)
    assert keys(tmp_path) == [odd]


@pytest.mark.parametrize("lost", ["lose_awards", "lose_transactions"])
def test_a_shortfall_is_said(publishers: Publishers, tmp_path: Path, lost: str) -> None:
    add(publishers)
    add(publishers, "CONT_AWD_TWO_9700_-NONE-_-NONE-")
    fetched(publishers, tmp_path / "whole", FIRM)
    column = "award_key" if lost == "lose_awards" else "transaction_key"
    table = "award" if lost == "lose_awards" else "transaction"
    setattr(publishers.usaspending, lost, {keys(tmp_path / "whole", table, column)[0]})
    with pytest.raises(ThroughlineError, match="short by 1 rows"):
        refuse_short(fetched(publishers, tmp_path / "short", FIRM))


def test_a_filter_that_the_publisher_leaves_out_is_refused(
    publishers: Publishers, tmp_path: Path
) -> None:
    add(publishers)
    client, walk = search(publishers)
    chain = searches.search_chain(
        {"recipient_uei": [UEI], "award_type_codes": ["A", "B", "C", "D"]}
    )
    with pytest.raises(PublisherError, match="a filter was left out"):
        check_rows(walk, client.answer(chain.request).document, chain.request)


def test_a_missing_field_is_named(publishers: Publishers) -> None:
    walk = searches.detail_walk([AWARD])
    with pytest.raises(PublisherError, match="recipient.recipient_uei"):
        answer = {name.published[0].split(".")[0]: {} for name in api.TABLES[1].columns}
        answer["recipient"] = {"recipient_name": "ACME"}
        answer["awarding_agency"] = answer["funding_agency"] = None
        answer["parent_award"] = answer["period_of_performance"] = None
        check_rows(walk, answer, Chain(walk.chains[0].request).request)


def test_an_agency_narrows_the_search_by_its_name(publishers: Publishers, tmp_path: Path) -> None:
    add(publishers)
    fetched(publishers, tmp_path, wanted(ueis=(UEI,), agency="097"))
    asked = posted(publishers, "spending_by_award/")[0]["filters"]
    assert asked["agencies"][0]["name"] == "Department of Defense"  # type: ignore[index]
    with pytest.raises(PublisherError, match="no agency has the code 998"):
        fetched(publishers, tmp_path, wanted(ueis=(UEI,), agency="998"))


def test_an_update_asks_anew_only_for_awards_that_changed(
    publishers: Publishers, tmp_path: Path
) -> None:
    add(publishers, last_modified_date="2020-01-01")
    add(publishers, "CONT_AWD_TWO_9700_-NONE-_-NONE-", last_modified_date="2020-01-01")
    fetched(publishers, tmp_path, FIRM)
    add(publishers, actions=5, last_modified_date=now()[:10])
    publishers.requests.clear()
    fetched(publishers, tmp_path, FIRM, Mode(is_update=True))
    assert [body["award_id"] for body in posted(publishers, "/transactions/")] == [AWARD]
    assert len(set(keys(tmp_path, "transaction", "transaction_key"))) == 8


def test_a_firm_without_awards_is_no_error(publishers: Publishers, tmp_path: Path) -> None:
    results = fetched(publishers, tmp_path, FIRM)
    assert [result.totals.unique for result in results] == [0, 0]


def test_a_row_that_is_served_twice_is_one_row(publishers: Publishers, tmp_path: Path) -> None:
    add(publishers, subawards=[{"id": 7}, {"id": 7}, {"id": 8}])
    results = fetched(publishers, tmp_path, FIRM)
    assert keys(tmp_path, "subaward", "subaward_id") == ["7", "8"]
    assert (results[-1].totals.rows, results[-1].totals.unique) == (3, 2)
