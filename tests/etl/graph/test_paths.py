"""Ranked paths: the cheapest first, the weakest link named, the same as by trying all."""

from __future__ import annotations

import itertools
import random
from datetime import date
from typing import Any

import duckdb
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.common.settings import ThroughlineError
from etl.graph import paths as paths_module
from etl.graph import reach
from etl.graph.paths import PathQuestion, RankedPaths, ranked_paths
from etl.graph.reach import hub_cost, link_cost
from etl.graph.slices import Filters
from tests.fixtures.graph import graph_database, link

ADA, BO, CY = "person:ada", "person:bo", "person:cy"
ACME, BIG, SMALL = "uei:ACME", "fec:BIG", "fec:SMALL"


def crowd(committee: str, count: int) -> list[dict[str, Any]]:
    return [link("contributed_to", f"person:{committee}-{n}", committee) for n in range(count)]


def paths(rows: list[dict[str, Any]], *ends: str, **asked: Any) -> RankedPaths:
    return ranked_paths(graph_database(rows), PathQuestion(*ends, **asked))


def ids(found: RankedPaths) -> list[list[str]]:
    return [[entity.entity_id for entity in path.entities] for path in found.paths]


def test_a_small_committee_tells_more_than_a_large_one() -> None:
    rows = [link("contributed_to", who, where) for who in (ADA, BO) for where in (BIG, SMALL)]
    found = paths([*rows, *crowd(BIG, 30)], ADA, BO)
    assert ids(found) == [[ADA, SMALL, BO], [ADA, BIG, BO]]
    assert found.paths[0].cost < found.paths[1].cost
    assert found.is_cut is False


def test_a_longer_way_goes_before_one_through_a_crowd() -> None:
    rows = [
        link("contributed_to", ADA, BIG),
        link("contributed_to", BO, BIG),
        link("officer_of", ADA, ACME),
        link("officer_of", CY, ACME),
        link("contributed_to", CY, SMALL),
        link("contributed_to", BO, SMALL),
    ]
    found = paths([*rows, *crowd(BIG, 200)], ADA, BO)
    assert ids(found) == [[ADA, ACME, CY, SMALL, BO], [ADA, BIG, BO]]


def test_parallel_links_stand_together_best_first() -> None:
    rows = [
        link("reported_employer", ADA, ACME, score=0.91, basis="similar_name"),
        link("founder_of", ADA, ACME, basis="human"),
        link("officer_of", BO, ACME, score=0.97),
    ]
    (path,) = paths(rows, ADA, BO).paths
    assert [[one.link_type for one in step] for step in path.steps] == [
        ["founder_of", "reported_employer"],
        ["officer_of"],
    ]
    assert path.weakest.link_type == "officer_of"
    assert path.length == 2


def test_the_most_ordinary_of_equally_weak_links_is_the_weakest() -> None:
    rows = [
        link("officer_of", ADA, ACME),
        link("contributed_to", ACME, BIG),
        link("contributed_to", BO, BIG),
        *crowd(BIG, 9),
    ]
    (path,) = paths(rows, ADA, BO).paths
    assert path.weakest.from_id == ACME


def test_filters_hold_for_every_link_of_a_path() -> None:
    gift = {"first_date": date(2020, 1, 1), "last_date": date(2020, 1, 2)}
    rows = [link("contributed_to", ADA, SMALL, **gift), link("contributed_to", BO, SMALL)]
    assert paths(rows, ADA, BO, filters=Filters(since=date(2020, 1, 2))).paths
    late = paths(rows, ADA, BO, filters=Filters(since=date(2020, 1, 3)))
    assert (late.paths, late.is_cut) == ((), False)


def test_length_is_bounded_and_a_direct_link_is_a_path() -> None:
    chain = [ADA, ACME, BO, BIG, CY]
    rows = [link("contributed_to", *pair) for pair in itertools.pairwise(chain)]
    assert ids(paths(rows, ADA, CY, max_length=4)) == [chain]
    assert paths(rows, ADA, CY, max_length=3).paths == ()
    assert ids(paths(rows, ADA, ACME, max_length=1)) == [[ADA, ACME]]


def test_nobody_and_oneself_are_refused() -> None:
    rows = [link("officer_of", ADA, ACME)]
    for wrong in ((ADA, "person:nobody"), ("x'; --", ADA), (ADA, ADA)):
        with pytest.raises(ThroughlineError):
            paths(rows, *wrong)
    for asked in ({"k": 0}, {"k": 101}, {"max_length": 0}, {"max_length": 9}):
        with pytest.raises(ThroughlineError):
            paths(rows, ADA, ACME, **asked)


@pytest.fixture
def low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three links make a hub."""
    monkeypatch.setattr(reach, "HUB_LINKS", 3)
    monkeypatch.setattr(reach, "END_LINKS", 3)


@pytest.mark.usefixtures("low_limits")
def test_two_hubs_are_joined_by_what_they_share() -> None:
    rows = [
        link("contributed_to", ADA, BIG),
        link("contributed_to", BO, SMALL),
        link("contributed_to", CY, BIG),
        link("contributed_to", CY, SMALL),
        *crowd(BIG, 20),
        *crowd(SMALL, 20),
    ]
    assert ids(paths(rows, ADA, BO)) == [[ADA, BIG, CY, SMALL, BO]]
    assert ids(paths(rows, BIG, SMALL)) == [[BIG, CY, SMALL]]


@pytest.mark.usefixtures("low_limits")
def test_what_lies_behind_a_hub_is_said_to_be_missing() -> None:
    """From Ada to Bo only over two hubs and two strangers: neither hub is read whole."""
    rows = [
        link("contributed_to", ADA, BIG),
        link("contributed_to", CY, BIG),
        link("officer_of", CY, ACME),
        link("officer_of", "person:di", ACME),
        link("contributed_to", "person:di", SMALL),
        link("contributed_to", BO, SMALL),
        *crowd(BIG, 20),
        *crowd(SMALL, 20),
    ]
    found = paths(rows, ADA, BO)
    assert (found.paths, found.is_cut) == ((), True)


@pytest.mark.usefixtures("low_limits")
def test_a_hub_that_everybody_reaches_is_not_read() -> None:
    rows = [link("contributed_to", ADA, BIG), link("contributed_to", BO, BIG), *crowd(BIG, 500)]
    found = paths(rows, ADA, BO)
    assert ids(found) == [[ADA, BIG, BO]]
    assert found.links_read < 10


def test_nothing_is_called_cut_when_nothing_cheaper_can_be_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reach, "HUB_LINKS", 3)
    rows = [
        link("officer_of", ADA, ACME),
        link("officer_of", BO, ACME),
        link("contributed_to", ADA, BIG),
        link("contributed_to", BO, SMALL),
        *crowd(BIG, 30),
        *crowd(SMALL, 30),
    ]
    assert paths(rows, ADA, BO, k=1).is_cut is False
    assert paths(rows, ADA, BO, k=2).is_cut is True


def test_one_end_knows_what_the_other_has_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second-best way goes over two hubs, behind Cy, whom the far end reads late."""
    monkeypatch.setattr(reach, "BRIDGE_ROWS", 0)
    monkeypatch.setattr(reach, "BATCH", 1)
    best = [ADA, "p:1", "p:2", CY, "p:3", BO]
    third = [ADA, *(f"x:{n}" for n in range(4)), BO]
    rows = [
        link("officer_of", *pair)
        for way in (best, third, [CY, BIG, SMALL, BO])
        for pair in itertools.pairwise(way)
    ]
    rows += [link("officer_of", who, f"y:{n}") for n in range(10) for who in (BO, f"leaf:{n}")]
    rows += [row for n in range(4) for row in crowd(f"x:{n}", 6)]
    rows += [*crowd("p:3", 2), *crowd(BIG, 7), *crowd(SMALL, 7)]
    monkeypatch.setattr(reach, "HUB_LINKS", 8)
    found = paths(rows, ADA, BO, k=2)
    assert (ids(found), found.is_cut) == ([best, third], True)
    monkeypatch.setattr(reach, "HUB_LINKS", 9)
    found = paths(rows, ADA, BO, k=2)
    assert ids(found) == [best, [*best[:4], BIG, SMALL, BO]]
    assert found.is_cut is False


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [
        link("contributed_to", who, where)
        for who in (ADA, BO, CY, "person:di")
        for where in (BIG, SMALL, ACME)
    ]
    expected = paths(rows, ADA, BO)
    assert len(expected.paths) == 10
    for seed in range(3):
        mixed = rows.copy()
        random.Random(seed).shuffle(mixed)
        assert paths(mixed, ADA, BO) == expected


def test_no_path_visits_anybody_twice() -> None:
    """Behind Acme the way on goes back over Acme, or round by two strangers."""
    chain = [ADA, ACME, CY, "person:di", "person:ed", BO]
    rows = [link("officer_of", *pair) for pair in itertools.pairwise(chain)]
    found = paths([*rows, link("officer_of", BO, ACME)], ADA, BO)
    assert ids(found) == [[ADA, ACME, BO], chain]


GRAPHS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([None, 0.5, 0.9, 0.95])),
    max_size=24,
    unique_by=lambda row: (row[0], row[1]),
)


def _rows(graph: list[tuple[int, int, float | None]]) -> list[dict[str, Any]]:
    return [link("contributed_to", f"p:{a}", f"p:{b}", score=score) for a, b, score in graph]


def tried(rows: list[dict[str, Any]], question: PathQuestion) -> list[tuple[int, list[str]]]:
    """All paths with their costs, by networkx and the stated rule alone."""
    plain, best = nx.Graph([(r["from_id"], r["to_id"]) for r in rows]), {}
    links: dict[str, int] = {}
    for row in rows:
        pair = frozenset((row["from_id"], row["to_id"]))
        strength = 1.0 if row.get("score") is None else row["score"]
        best[pair] = max(best.get(pair, 0.0), strength)
        for end in ("from_id", "to_id"):
            links[row[end]] = links.get(row[end], 0) + 1
    found = []
    for way in nx.all_simple_paths(
        plain, question.from_id, question.to_id, cutoff=question.max_length
    ):
        cost = sum(link_cost(best[frozenset(pair)]) for pair in itertools.pairwise(way))
        found.append((cost + sum(hub_cost(links[middle]) for middle in way[1:-1]), way))
    return sorted(found)[: question.k]


def _compared(rows: list[dict[str, Any]], question: PathQuestion) -> tuple[list[Any], RankedPaths]:
    engine: duckdb.DuckDBPyConnection = graph_database(rows, {"p:0": "A", "p:1": "B"})
    expected = []
    if any("p:0" in (r["from_id"], r["to_id"]) for r in rows) and any(
        "p:1" in (r["from_id"], r["to_id"]) for r in rows
    ):
        expected = tried(rows, question)
    return expected, ranked_paths(engine, question)


@settings(max_examples=25, derandomize=True)
@given(GRAPHS, st.integers(1, 6), st.integers(1, 6))
def test_paths_are_those_that_trying_all_gives(graph: Any, k: int, length: int) -> None:
    expected, found = _compared(_rows(graph), PathQuestion("p:0", "p:1", k, length))
    costs = [round(path.cost * 1_000_000) for path in found.paths]
    assert list(zip(costs, ids(found), strict=True)) == expected
    assert found.is_cut is False


LIMITS = st.fixed_dictionaries(
    {"hub": st.integers(1, 5), "batch": st.integers(1, 3), "rows": st.integers(1, 20)}
)


@settings(max_examples=30, derandomize=True)
@given(GRAPHS, st.integers(1, 4), st.integers(1, 6), LIMITS)
def test_an_answer_of_a_part_is_right_or_says_that_it_is_cut(
    graph: Any, k: int, length: int, limits: dict[str, int]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reach, "HUB_LINKS", limits["hub"])
        patch.setattr(reach, "END_LINKS", limits["hub"] + 2)
        patch.setattr(reach, "BATCH", limits["batch"])
        patch.setattr(paths_module, "ROWS_READ", (limits["rows"], 2 * limits["rows"]))
        expected, found = _compared(_rows(graph), PathQuestion("p:0", "p:1", k, length))
    for path in found.paths:
        way = [entity.entity_id for entity in path.entities]
        assert len(set(way)) == len(way) <= length + 1
    costs = [path.cost for path in found.paths]
    assert costs == sorted(costs)
    assert found.is_cut or [way for _, way in expected] == ids(found)
