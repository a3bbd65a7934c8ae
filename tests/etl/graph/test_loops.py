"""Loops: closed only where time allows, one line for many people, nobody ranked."""

from __future__ import annotations

import random
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from etl.common.settings import ThroughlineError
from etl.graph.loops import CAUTION, Loop, Loops, contractor_loops
from etl.graph.slices import Filters
from tests.fixtures.graph import graph_database, link
from tests.test_architecture import FORBIDDEN

ACME, PAC, FUND = "uei:ACME", "fec:ACMEPAC", "fec:FRIENDS"
ADA, BO, MEMBER = "person:ada", "person:bo", "bioguide:M1"
ARMED, ARMY = "congress:HSAS", "agency:ARMY"


def work(person: str, first: date | None = None, last: date | None = None) -> dict[str, Any]:
    dated = {"first_date": first, "last_date": last}
    return link("reported_employer", person, ACME, score=0.95, basis="similar_name", **dated)


def gift(giver: str, first: date | None, last: date | None, usd: int = 250) -> dict[str, Any]:
    dated = {"first_date": first, "last_date": last}
    return link("contributed_to", giver, FUND, amount_usd=Decimal(usd), **dated)


def overseen(**dates: date | None) -> list[dict[str, Any]]:
    """Committee → member → congressional committee → agency ← awards, from 2019 to 2021."""
    seat = {"first_date": dates.get("seat_from"), "last_date": dates.get("seat_until")}
    return [
        link("authorized_by", FUND, MEMBER),
        link("sits_on", MEMBER, ARMED, **seat),
        link("oversees", ARMED, ARMY),
        link(
            "received_award",
            ACME,
            ARMY,
            amount_usd=Decimal(10_000_000),
            first_date=date(2019, 1, 1),
            last_date=dates.get("award_until", date(2021, 6, 30)),
        ),
    ]


def loops(rows: list[dict[str, Any]], filters: Filters | None = None) -> Loops:
    return contractor_loops(graph_database(rows), ACME, filters or Filters())


def only(rows: list[dict[str, Any]]) -> Loop:
    (loop,) = loops(rows).loops
    return loop


@pytest.mark.parametrize(
    ("first", "closes"),
    [(date(2021, 6, 30), True), (date(2021, 7, 1), False), (date(2010, 1, 1), True), (None, True)],
)
def test_a_gift_after_the_last_award_closes_no_loop(first: date | None, closes: bool) -> None:
    found = loops([work(ADA), gift(ADA, first, first), *overseen()])
    assert bool(found.loops) is closes


def test_a_gift_that_began_before_the_awards_ended_closes_the_loop() -> None:
    assert loops([work(ADA), gift(ADA, date(2021, 6, 30), date(2024, 1, 1)), *overseen()]).loops


@pytest.mark.parametrize(
    ("first", "last", "closes"),
    [
        (date(2020, 3, 31), date(2022, 1, 1), True),
        (date(2020, 4, 1), date(2022, 1, 1), False),
        (date(2015, 1, 1), date(2020, 3, 1), True),
        (date(2015, 1, 1), date(2020, 2, 29), False),
        (None, date(2020, 2, 29), False),
        (None, None, True),
        (date(2020, 4, 1), None, False),
    ],
)
def test_affiliation_and_gift_overlap(first: date | None, last: date | None, closes: bool) -> None:
    rows = [work(ADA, first, last), gift(ADA, date(2020, 3, 1), date(2020, 3, 31)), *overseen()]
    assert bool(loops(rows).loops) is closes


@pytest.mark.parametrize(
    ("seat_from", "seat_until", "closes"),
    [
        (date(2021, 6, 30), None, True),
        (date(2021, 7, 1), None, False),
        (None, date(2020, 3, 1), True),
        (None, date(2020, 2, 29), False),
    ],
)
def test_the_member_sits_after_the_gift_and_while_awards_run(
    seat_from: date | None, seat_until: date | None, closes: bool
) -> None:
    rows = [work(ADA), gift(ADA, date(2020, 3, 1), date(2020, 3, 1))]
    found = loops([*rows, *overseen(seat_from=seat_from, seat_until=seat_until)])
    assert bool(found.loops) is closes


def test_many_people_are_one_loop_with_a_head_count() -> None:
    day = date(2020, 1, 1)
    people = [f"person:{number:04}" for number in range(300)]
    rows = [row for person in people for row in (work(person, day, day), gift(person, day, day))]
    loop = only([*rows, *overseen()])
    assert (loop.people_count, loop.giver_counts) == (300, {"reported_employer": 300})
    assert (loop.people_usd, loop.pac_usd) == (Decimal(75_000), None)
    assert (len(loop.gift_ids), len(loop.affiliation_ids)) == (300, 300)
    assert loop.named_givers == ()


def test_people_and_the_pac_are_summed_apart_and_each_gift_once() -> None:
    day = date(2020, 1, 1)
    rows = [
        work(ADA),
        link("officer_of", ADA, ACME, basis="human"),
        gift(ADA, day, day, 1000),
        link("connected_organization", PAC, ACME),
        gift(PAC, day, date(2020, 5, 1), 5000),
        work(BO),
    ]
    loop = only([*rows, *overseen()])
    assert (loop.people_usd, loop.pac_usd) == (Decimal(1000), Decimal(5000))
    assert loop.people_count == 1
    assert loop.giver_counts == {
        "connected_organization": 1,
        "officer_of": 1,
        "reported_employer": 1,
    }
    assert [giver.entity_id for giver in loop.named_givers] == [PAC, ADA]
    assert (loop.first_gift_date, loop.last_gift_date) == (day, date(2020, 5, 1))


def test_the_weakest_link_is_that_of_the_strongest_way() -> None:
    day = date(2020, 1, 1)
    rows = [work(ADA), gift(ADA, day, day), *overseen()]
    assert only(rows).weakest.link_type == "reported_employer"
    sure = [link("officer_of", BO, ACME), gift(BO, day, day)]
    loop = only([*rows, *sure])
    assert loop.weakest.certainty == 1.0
    assert loop.people_count == 2


def test_undated_steps_are_named() -> None:
    day = date(2020, 1, 1)
    dated = overseen(seat_from=date(2018, 1, 1), seat_until=date(2022, 1, 1))
    loop = only([work(ADA, day, day), gift(ADA, day, day), *dated])
    assert loop.undated_steps == ("committee of", "oversight")
    loop = only([work(ADA), gift(ADA, None, day), *overseen(award_until=None)])
    assert set(loop.undated_steps) == {
        "affiliation",
        "gift",
        "committee of",
        "seat",
        "oversight",
        "award",
    }


def test_every_step_can_be_opened() -> None:
    loop = only([work(ADA), gift(ADA, None, None), *overseen()])
    assert sorted(one.link_type for one in loop.links) == [
        "authorized_by",
        "oversees",
        "received_award",
        "sits_on",
    ]
    assert (loop.committee.name, loop.agency.entity_id) == ("FRIENDS", ARMY)


def test_filters_hold_gifts_affiliations_and_scores() -> None:
    day = date(2020, 1, 1)
    rows = [work(ADA), gift(ADA, day, day), *overseen()]
    assert loops(rows, Filters(since=day, until=day, least_usd=Decimal(250))).loops
    assert not loops(rows, Filters(since=date(2020, 1, 2))).loops
    assert not loops(rows, Filters(least_usd=Decimal("250.01"))).loops
    assert loops(rows, Filters(least_score=0.95)).loops
    assert not loops(rows, Filters(least_score=0.96)).loops
    assert not loops(rows, Filters(link_types=("officer_of",))).loops
    with pytest.raises(ThroughlineError, match="ties nobody"):
        loops(rows, Filters(link_types=("sits_on",)))


def test_an_agency_that_gave_no_award_closes_no_loop() -> None:
    rows = [work(ADA), gift(ADA, None, None), *overseen()[:3]]
    assert loops([*rows, link("received_award", ACME, "agency:NAVY")]).loops == ()
    with pytest.raises(ThroughlineError):
        contractor_loops(graph_database(rows), "uei:NOBODY'")


def test_two_award_links_of_one_agency_are_one_loop() -> None:
    day = date(2020, 1, 1)
    total = link("received_award", ACME, ARMY, link_id="total", first_date=day, last_date=day)
    loop = only([work(ADA), gift(ADA, day, day), *overseen(), total])
    assert [one.link_type for one in loop.links].count("received_award") == 2
    assert loop.people_usd == Decimal(250)


def test_the_order_of_rows_does_not_matter() -> None:
    day = date(2020, 1, 1)
    rows = [work(ADA), gift(ADA, day, day), work(BO), gift(BO, day, day), *overseen()]
    rows += [link("sits_on", MEMBER, "congress:SSAS"), link("oversees", "congress:SSAS", ARMY)]
    expected = loops(rows)
    assert [loop.body.entity_id for loop in expected.loops] == [ARMED, "congress:SSAS"]
    for seed in range(3):
        mixed = rows.copy()
        random.Random(seed).shuffle(mixed)
        assert loops(mixed) == expected


def test_the_words_beside_it_are_careful() -> None:
    assert "common" in CAUTION
    assert not FORBIDDEN.search(CAUTION)
    assert not re.search(r"\bconfirmed\b", CAUTION)
