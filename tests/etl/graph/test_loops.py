"""Loops: closed only where time allows, one line for many people, nobody ranked."""

from __future__ import annotations

import random
import re
from datetime import date
from decimal import Decimal
from hashlib import md5
from typing import Any

import pytest

from etl.common.settings import ThroughlineError
from etl.graph.loops import CAUTION, Loop, Loops, contractor_loops, giver_words
from etl.graph.slices import Filters
from tests.fixtures.graph import graph_database, link, loop_database
from tests.test_architecture import FORBIDDEN

ACME, PAC, FUND = "uei:ACME", "fec:ACMEPAC", "fec:FRIENDS"
ADA, BO, MEMBER = "person:ada", "person:bo", "bioguide:M1"
ARMED, ARMY = "congress:HSAS", "agency:ARMY"


def work(person: str, first: date | None = None, last: date | None = None) -> dict[str, Any]:
    dated = {"first_date": first, "last_date": last}
    return link("reported_employer", person, ACME, score=0.95, basis="similar_name", **dated)


def gift(giver: str, *days: date | None, usd: int = 250, back: int = 0) -> dict[str, Any]:
    """Equal gifts of a giver on these days, and what was given back later."""
    return {"giver": giver, "days": days, "usd": usd, "back": back}


def overseen(**dates: date | None) -> list[dict[str, Any]]:
    """Committee → member → congressional committee → agency ← awards, from 2019 to 2021."""
    seat = {
        "first_date": dates.get("seat_from", date(2010, 1, 1)),
        "last_date": dates.get("seat_until", date(2030, 1, 1)),
    }
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


RANKED = ("connected_organization", "founder_of", "invested_in", "officer_of", "reported_employer")
ROLES = dict(
    zip(RANKED, ("pac", "founder_investor", "founder_investor", "officer", "employee"), strict=True)
)


def tie_records(given: dict[str, Any], links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records of a giver as measures.tied_gift holds them, under the first role."""
    ties = [row for row in links if row["from_id"] == given["giver"] and row["link_type"] in ROLES]
    tie = min(ties, key=lambda row: RANKED.index(row["link_type"]), default=None)
    whole = {
        "organization_id": ACME,
        "role_code": ROLES[tie["link_type"]] if tie else "contractor",
        "giver_id": given["giver"],
        "recipient_id": FUND,
        "tie_link_id": tie["link_id"] if tie else None,
    }
    rows = [whole | {"gift_date": day, "amount_usd": given["usd"]} for day in given["days"]]
    if given["back"]:
        day = date(2030, 1, 1)
        rows.append(whole | {"gift_date": day, "amount_usd": -given["back"], "is_refund": True})
    return rows


def loops(rows: list[dict[str, Any]], filters: Filters | None = None) -> Loops:
    """The loops of links and gifts."""
    links = [row for row in rows if "link_type" in row]
    gifts = [row for row in rows if "giver" in row]
    for row in gifts:
        days = [day for day in row["days"] if day]
        dated = {"first_date": min(days, default=None), "last_date": max(days, default=None)}
        amount = Decimal(row["usd"] * len(row["days"]))
        key = f"contributed_to|itemized|{row['giver']}|{FUND}"
        found = {"link_id": md5(key.encode()).hexdigest(), "amount_usd": amount, **dated}
        links.append(link("contributed_to", row["giver"], FUND, **found))
    records = [record for row in gifts for record in tie_records(row, links)]
    return contractor_loops(loop_database(links, records), ACME, filters or Filters())


def only(rows: list[dict[str, Any]]) -> Loop:
    (loop,) = loops(rows).loops
    return loop


@pytest.mark.parametrize(
    ("first", "closes"),
    [(date(2021, 6, 30), True), (date(2021, 7, 1), False), (date(2010, 1, 1), True), (None, False)],
)
def test_a_gift_after_the_last_award_closes_no_loop(first: date | None, closes: bool) -> None:
    found = loops([work(ADA), gift(ADA, first), *overseen()])
    assert bool(found.loops) is closes


def test_of_gifts_before_and_after_the_last_award_only_those_before_it_count() -> None:
    loop = only([work(ADA), gift(ADA, date(2021, 6, 30), date(2024, 1, 1)), *overseen()])
    assert (loop.people_usd, loop.last_gift_date) == (Decimal(250), date(2021, 6, 30))


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
        (date(2020, 3, 1), date(2020, 3, 1), True),
        (date(2020, 3, 2), date(2030, 1, 1), False),
        (date(2010, 1, 1), date(2020, 2, 29), False),
        (date(2020, 3, 1), None, False),
        (None, date(2020, 3, 1), False),
    ],
)
def test_the_member_sits_on_the_day_of_the_gift(
    seat_from: date | None, seat_until: date | None, closes: bool
) -> None:
    rows = [work(ADA), gift(ADA, date(2020, 3, 1))]
    found = loops([*rows, *overseen(seat_from=seat_from, seat_until=seat_until)])
    assert bool(found.loops) is closes
    assert found.seat_days.startswith("Committee seats of that time are not loaded")


def test_less_than_the_least_amount_counts_only_where_it_is_asked_for() -> None:
    rows = [work(ADA), gift(ADA, date(2020, 3, 1), usd=199), *overseen()]
    assert not loops(rows).loops
    assert loops(rows, Filters(least_usd=Decimal(100))).loops


def test_many_people_are_one_loop_with_a_head_count() -> None:
    day = date(2020, 1, 1)
    people = [f"person:{number:04}" for number in range(300)]
    rows = [row for person in people for row in (work(person, day, day), gift(person, day))]
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
        gift(ADA, day, usd=1000),
        link("connected_organization", PAC, ACME),
        gift(PAC, day, date(2020, 5, 1), usd=2500),
        work(BO),
    ]
    loop = only([*rows, *overseen()])
    assert (loop.people_usd, loop.pac_usd) == (Decimal(1000), Decimal(5000))
    assert loop.people_count == 1
    assert loop.giver_counts == {
        "connected_organization": 1,
        "officer_of": 1,
    }
    assert [giver.entity_id for giver in loop.named_givers] == [PAC, ADA]
    assert (loop.first_gift_date, loop.last_gift_date) == (day, date(2020, 5, 1))


def test_the_weakest_link_is_that_of_the_strongest_way() -> None:
    day = date(2020, 1, 1)
    rows = [work(ADA), gift(ADA, day), *overseen()]
    assert only(rows).weakest.link_type == "reported_employer"
    sure = [link("officer_of", BO, ACME), gift(BO, day)]
    loop = only([*rows, *sure])
    assert loop.weakest.certainty == 1.0
    assert loop.people_count == 2


@pytest.mark.parametrize(
    ("back", "kept"),
    [(0, Decimal(500)), (300, Decimal(200)), (301, None), (500, None), (1000, None)],
)
def test_what_was_given_back_is_no_gift(back: int, kept: Decimal | None) -> None:
    days = (date(2020, 1, 1), date(2020, 2, 1))
    found = loops([work(ADA), gift(ADA, *days, back=back), *overseen()]).loops
    assert [loop.people_usd for loop in found] == ([] if kept is None else [kept])


def test_a_total_that_others_published_is_no_gift() -> None:
    day = {"first_date": date(2019, 1, 1), "last_date": date(2020, 12, 31)}
    total = {"amount_usd": Decimal(5000), "amount_basis": "published_total", **day}
    rows = [work(ADA), link("contributed_to", ADA, FUND, **total), *overseen()]
    assert loops(rows).loops == ()


def test_a_gift_in_the_contractors_own_name_is_named_so() -> None:
    rows = [gift("organization:acme", date(2020, 1, 1), usd=900), *overseen()]
    loop = only(rows)
    assert (loop.own_usd, loop.people_usd, loop.pac_usd) == (Decimal(900), None, None)
    assert (loop.people_count, loop.giver_counts) == (0, {"contractor": 1})
    assert [giver.entity_id for giver in loop.named_givers] == ["organization:acme"]
    assert giver_words(loop.giver_counts) == "the contractor in its own name"
    assert "affiliation" not in loop.undated_steps and loop.affiliation_ids == ()


def test_every_tie_has_words_and_only_people_are_counted() -> None:
    counts = {"founder_of": 1, "reported_employer": 1200, "connected_organization": 1}
    assert giver_words(counts) == "1 founded it, 1,200 named it as employer, its PAC"
    assert giver_words({"officer_of": 2}, "{count} who {words}") == "2 who held office in it"


def test_undated_steps_are_named() -> None:
    day = date(2020, 1, 1)
    dated = overseen(seat_from=date(2018, 1, 1), seat_until=date(2022, 1, 1))
    loop = only([work(ADA, day, day), gift(ADA, day), *dated])
    assert loop.undated_steps == ("committee of", "oversight")
    loop = only([work(ADA), gift(ADA, day), *dated])
    assert set(loop.undated_steps) == {"affiliation", "committee of", "oversight"}
    assert not loops([work(ADA), gift(ADA, day), *overseen(award_until=None)]).loops


def test_every_step_can_be_opened() -> None:
    loop = only([work(ADA), gift(ADA, date(2020, 1, 1)), *overseen()])
    assert sorted(one.link_type for one in loop.links) == [
        "authorized_by",
        "oversees",
        "received_award",
        "sits_on",
    ]
    assert (loop.committee.name, loop.agency.entity_id) == ("FRIENDS", ARMY)


def test_filters_hold_gifts_affiliations_and_scores() -> None:
    day = date(2020, 1, 1)
    rows = [work(ADA), gift(ADA, day), *overseen()]
    assert loops(rows, Filters(since=day, until=day, least_usd=Decimal(250))).loops
    assert not loops(rows, Filters(since=date(2020, 1, 2))).loops
    assert not loops(rows, Filters(least_usd=Decimal("250.01"))).loops
    assert loops(rows, Filters(least_score=0.95)).loops
    assert not loops(rows, Filters(least_score=0.96)).loops
    assert not loops(rows, Filters(link_types=("officer_of",))).loops
    with pytest.raises(ThroughlineError, match="ties nobody"):
        loops(rows, Filters(link_types=("sits_on",)))


def test_an_agency_that_gave_no_award_closes_no_loop() -> None:
    rows = [work(ADA), gift(ADA, date(2020, 1, 1)), *overseen()[:3]]
    assert loops([*rows, link("received_award", ACME, "agency:NAVY")]).loops == ()
    with pytest.raises(ThroughlineError):
        contractor_loops(graph_database([work(ADA)]), "uei:NOBODY'")


def test_two_award_links_of_one_agency_are_one_loop() -> None:
    day = date(2020, 1, 1)
    total = link("received_award", ACME, ARMY, link_id="total", first_date=day, last_date=day)
    loop = only([work(ADA), gift(ADA, day), *overseen(), total])
    assert [one.link_type for one in loop.links].count("received_award") == 2
    assert loop.people_usd == Decimal(250)


def test_the_order_of_rows_does_not_matter() -> None:
    day = date(2020, 1, 1)
    rows = [work(ADA), gift(ADA, day), work(BO), gift(BO, day), *overseen()]
    seat = {"first_date": day, "last_date": day}
    rows += [link("sits_on", MEMBER, "congress:SSAS", **seat)]
    rows += [link("oversees", "congress:SSAS", ARMY)]
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
