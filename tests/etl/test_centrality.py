"""Shared neighbours, betweenness beside graphs of equal degrees, communities."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.centrality import Draws, communities, measures, shared_neighbours, swapped
from etl.graph import Filters, neighbourhood
from etl.settings import ThroughlineError
from tests.fixtures.graph import graph_database, link

ADA, BO = "person:ada", "person:bo"


def graph(rows: list[dict[str, Any]], *start: str) -> nx.MultiDiGraph:
    return neighbourhood(graph_database(rows), list(start), 4, 500)


def two_circles() -> list[dict[str, Any]]:
    """Two groups that know everybody of their own, and one person between them."""
    rows = [
        link("contributed_to", f"person:{side}{n}", f"fec:{side}{m}")
        for side in "xy"
        for n in range(4)
        for m in range(4)
    ]
    return [*rows, *(link("officer_of", "person:between", f"fec:{side}0") for side in "xy")]


def test_the_rarest_shared_neighbour_comes_first() -> None:
    rows = [link("contributed_to", who, f"fec:{c}") for who in (ADA, BO) for c in ("BIG", "SMALL")]
    rows += [link("contributed_to", f"person:{n}", "fec:BIG") for n in range(20)]
    rows += [link("contributed_to", ADA, BO), link("refunded_by", ADA, "fec:SMALL")]
    found = shared_neighbours(graph_database(rows), (ADA, BO))
    assert [one.entity.entity_id for one in found] == ["fec:SMALL", "fec:BIG"]
    assert found[0].weight > found[1].weight
    assert found[0].left_types == ("contributed_to", "refunded_by")
    assert found[0].right_types == ("contributed_to",)
    refunds = Filters(link_types=("refunded_by",))
    assert shared_neighbours(graph_database(rows), (ADA, BO), refunds) == []
    assert len(shared_neighbours(graph_database(rows), (ADA, BO), limit=1)) == 1


def test_who_stands_between_two_circles_stands_out() -> None:
    found = {m.entity_id: m for m in measures(graph(two_circles(), "person:between"))}
    between = found["person:between"]
    assert (between.link_count, between.neighbour_count) == (2, 2)
    assert between.betweenness == max(
        m.betweenness for i, m in found.items() if i.startswith("person")
    )
    assert found["person:x1"].at_least_share > 0.5
    assert list(found) == sorted(found)


def test_a_star_is_as_central_as_its_degrees_make_it() -> None:
    rows = [link("contributed_to", f"person:{n}", "fec:HUB") for n in range(6)]
    hub = next(m for m in measures(graph(rows, "fec:HUB")) if m.entity_id == "fec:HUB")
    assert (hub.betweenness, hub.null_mean, hub.z, hub.at_least_share) == (1.0, 1.0, None, 1.0)


def test_one_draw_or_more_is_counted_with_the_observed() -> None:
    found = measures(graph(two_circles(), "person:between"), Draws(9))
    assert {round(m.at_least_share * 10) for m in found} <= set(range(1, 11))
    assert min(m.at_least_share for m in found) >= 0.1


def test_a_seed_gives_the_same_measures_in_any_order_of_rows() -> None:
    rows = two_circles()
    expected = measures(graph(rows, "person:between"), Draws(10))
    groups = communities(graph(rows, "person:between"))
    random.Random(1).shuffle(rows)
    assert measures(graph(rows, "person:between"), Draws(10)) == expected
    assert communities(graph(rows, "person:between")) == groups
    assert measures(graph(rows, "person:between"), Draws(10, seed=8)) != expected


def test_communities_are_the_circles_the_larger_first() -> None:
    rows = [*two_circles(), link("contributed_to", "person:x9", "fec:x1")]
    found = communities(graph(rows, "person:between"))
    assert {"fec:x1", "person:x9", "person:x1"} <= set(found[0])
    assert {"fec:y1", "person:y1"} <= set(found[1])
    assert [len(group) for group in found] == sorted(map(len, found), reverse=True)


def test_an_empty_slice_and_one_too_large() -> None:
    assert measures(nx.MultiDiGraph()) == communities(nx.MultiDiGraph()) == []
    large = nx.MultiDiGraph()
    large.add_nodes_from(str(n) for n in range(1001))
    with pytest.raises(ThroughlineError, match="1,000 at most"):
        measures(large)


PAIRS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("stuvw")), max_size=20)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.dictionaries(st.sampled_from(["gave", "sits"]), PAIRS, max_size=2), st.integers(0, 9))
def test_a_swap_keeps_what_each_sends_and_receives_of_each_type(
    ties: dict[str, list[tuple[str, str]]], seed: int
) -> None:
    ties = {name: sorted(set(pairs)) for name, pairs in ties.items()}
    found = swapped(ties, random.Random(seed))
    place = 0
    for name in sorted(ties):
        pairs = found[place : place + len(ties[name])]
        place += len(pairs)
        assert len(set(pairs)) == len(pairs)
        for end in (0, 1):
            assert Counter(p[end] for p in pairs) == Counter(p[end] for p in ties[name])
    assert place == len(found)


def test_swaps_do_move_links() -> None:
    ties = {"gave": [(f"p{n}", f"c{n}") for n in range(10)]}
    assert swapped(ties, random.Random(1)) != ties["gave"]
