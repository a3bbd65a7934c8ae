"""Neighbourhoods: how far, of which links, how many, and always the same."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from etl.common.settings import ThroughlineError
from etl.common.vocabularies import tie_strengths
from etl.graph.layout import positions
from etl.graph.signs import DASHES, PUBLISHED, legend_words
from etl.graph.slices import EVERY_LINK, Filters, links_among, neighbourhood
from tests.fixtures.graph import graph_database, link

ADA, BO, CY = "person:ada", "person:bo", "person:cy"
ACME, PAC, ARMY = "uei:ACME", "fec:C1", "agency:ARMY"
LINKS = [
    link("reported_employer", ADA, ACME, score=0.95, basis="similar_name"),
    link(
        "contributed_to",
        ADA,
        PAC,
        amount_usd=Decimal("250.00"),
        first_date=date(2023, 3, 1),
        last_date=date(2023, 3, 31),
    ),
    link("contributed_to", BO, PAC, amount_usd=Decimal("5000.00")),
    link("officer_of", CY, ACME, basis="human"),
    link("received_award", ACME, ARMY, amount_usd=Decimal("-900.00"), first_date=date(2024, 1, 1)),
]


def graph(filters: Filters = EVERY_LINK, **asked: Any):
    given = {"entity_ids": [ADA], "hops": 2, "max_nodes": 120} | asked
    return neighbourhood(graph_database(LINKS), **given, filters=filters)


def test_hops_bound_how_far_it_goes() -> None:
    assert set(graph(hops=0)) == {ADA}
    assert set(graph(hops=1)) == {ADA, ACME, PAC}
    assert set(graph(hops=2)) == {ADA, ACME, PAC, BO, CY, ARMY}


def test_the_largest_money_is_kept_and_the_cut_is_said() -> None:
    found = graph(max_nodes=2, hops=1)
    assert (set(found), found.graph["is_cut"]) == ({ADA, PAC}, True)
    assert graph(max_nodes=3, hops=1).graph["is_cut"] is False


def test_more_entities_than_fit_are_cut_to_the_first() -> None:
    found = graph(entity_ids=[CY, BO, ADA, BO], max_nodes=2)
    assert (set(found), found.graph["is_cut"]) == ({CY, BO}, True)
    assert graph(entity_ids=[CY, BO, CY], max_nodes=2, hops=0).graph["is_cut"] is False


@pytest.mark.parametrize(
    ("filters", "reached"),
    [
        (Filters(link_types=("contributed_to",)), {ADA, PAC, BO}),
        # the gift's last and first day are in; links without a date pass
        (Filters(since=date(2023, 3, 31)), {ADA, PAC, BO, ACME, CY, ARMY}),
        (Filters(since=date(2023, 4, 1)), {ADA, ACME, CY, ARMY}),
        (Filters(until=date(2023, 3, 1)), {ADA, PAC, BO, ACME, CY}),
        (Filters(until=date(2023, 2, 28)), {ADA, ACME, CY}),
        # a negative amount counts by its size; links without an amount pass
        (Filters(least_usd=Decimal(250)), {ADA, PAC, BO, ACME, CY, ARMY}),
        (Filters(least_usd=Decimal("250.01")), {ADA, ACME, CY, ARMY}),
        (Filters(least_usd=Decimal("900.01")), {ADA, ACME, CY}),
        (Filters(least_score=0.95), {ADA, PAC, BO, ACME, CY, ARMY}),
        (Filters(least_score=0.96), {ADA, PAC, BO}),
    ],
)
def test_filters_are_inclusive_and_unknown_passes(filters: Filters, reached: set[str]) -> None:
    assert set(graph(filters)) == reached


def test_links_that_fail_the_filter_are_not_drawn_between_entities_that_are() -> None:
    found = graph(Filters(link_types=("officer_of",)), entity_ids=[CY, ADA], hops=1)
    assert [data["link_type"] for _, _, data in found.edges(data=True)] == ["officer_of"]


@pytest.mark.parametrize(
    ("score", "basis", "least", "passes"),
    [
        (None, "human", 1.0, True),
        (None, "exact_name", 1.0, True),
        (None, "similar_name", 0.9, True),
        (None, "similar_name", 0.91, False),
        (0.5, "human", 0.6, False),
    ],
)
def test_a_link_without_a_score_is_as_strong_as_its_basis(
    score: float | None, basis: str, least: float, passes: bool
) -> None:
    engine = graph_database([link("officer_of", ADA, ACME, score=score, basis=basis)])
    assert bool(links_among(engine, [ADA, ACME], Filters(least_score=least))) is passes


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": date(2024, 1, 2), "until": date(2024, 1, 1)},
        {"least_score": 1.1},
        {"least_score": float("nan")},
        {"least_usd": Decimal(-1)},
        {"least_usd": Decimal("nan")},
    ],
)
def test_bounds_that_cannot_hold_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ThroughlineError):
        Filters(**wrong)


def test_one_day_is_a_period() -> None:
    assert PAC in graph(Filters(since=date(2023, 3, 15), until=date(2023, 3, 15)))


def test_the_order_of_rows_does_not_matter() -> None:
    def drawn(engine: duckdb.DuckDBPyConnection):
        found = neighbourhood(engine, [ADA], 2, 4)
        return list(found.nodes), list(found.edges(keys=True)), positions(found)

    expected = drawn(graph_database(LINKS))
    for seed in range(3):
        rows = LINKS.copy()
        random.Random(seed).shuffle(rows)
        assert drawn(graph_database(rows)) == expected


def test_a_hub_is_cut_to_the_largest_sums() -> None:
    gifts = [
        link("contributed_to", f"person:{number:05}", PAC, amount_usd=Decimal(number))
        for number in range(400)
    ]
    found = neighbourhood(graph_database(gifts), [PAC], 1, 5)
    assert set(found) == {PAC, *(f"person:{number:05}" for number in range(396, 400))}
    assert found.graph["is_cut"]


def test_a_link_to_oneself_is_drawn_and_reaches_nobody() -> None:
    engine = graph_database([link("contributed_to", PAC, PAC), link("contributed_to", ADA, PAC)])
    found = neighbourhood(engine, [PAC], 1)
    assert sorted(found.edges()) == [(PAC, PAC), (ADA, PAC)]
    assert found.number_of_edges() == 2


def test_strange_ids_are_ids() -> None:
    found = neighbourhood(graph_database(LINKS), ["'); drop table marts.edge; --", ""])
    assert (len(found), found.graph["is_cut"]) == (0, False)
    assert len(neighbourhood(graph_database(LINKS), [])) == 0


def test_a_link_whose_basis_is_unknown_stops_the_build() -> None:
    with pytest.raises(duckdb.Error, match="hearsay"):
        graph_database([link("officer_of", ADA, ACME, basis="hearsay")])


def test_every_strength_has_a_line_that_can_be_drawn_and_words_of_its_own() -> None:
    known = tie_strengths()
    assert len({line["title"] for line in known}) == len({line["rank"] for line in known}) == 5
    assert {line["line"] for line in known} == set(PUBLISHED)
    assert set(legend_words()) == {*PUBLISHED, *PUBLISHED.values()} == set(DASHES)
    assert not [words for words in legend_words().values() if "confirmed" in words]
