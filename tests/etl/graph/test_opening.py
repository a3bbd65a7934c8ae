"""What is drawn one link from a firm: the first of each role, and counts of the rest."""

from __future__ import annotations

import duckdb
import pytest

from etl.common.settings import ThroughlineError
from etl.graph.find import entities_called, find_entity
from etl.graph.opening import CROWD, FIRST, MORE, Rest, link_count, more_of, opened, rests
from etl.graph.slices import Filters
from tests.fixtures.graph import graph_database, link

FIRM, FUND, ARMY = "uei:FIRM", "fec:FUND", "agency:ARMY"


def database() -> duckdb.DuckDBPyConnection:
    """A firm with a founder, a crowd of employees, a fund with recipients, and an agency."""
    rows = [
        link("founder_of", "person:founder", FIRM),
        link("contributed_to", "person:founder", "fec:OTHER", amount_usd=9),
        link("connected_organization", FUND, FIRM),
        link("received_award", FIRM, ARMY, amount_usd=1_000_000),
        link("received_award", "uei:RIVAL", ARMY, amount_usd=2_000_000),
    ]
    rows += [link("reported_employer", f"person:{n:03d}", FIRM) for n in range(300)]
    rows += [link("contributed_to", f"person:{n:03d}", FUND, amount_usd=5) for n in range(300)]
    rows += [link("contributed_to", FUND, f"fec:R{n:02d}", amount_usd=100 + n) for n in range(30)]
    return graph_database(rows)


def test_a_firm_begins_with_few_and_counts_the_rest() -> None:
    graph = opened(database(), [FIRM])
    recipients = {node for node in graph if node.startswith("fec:R")}
    assert set(graph) - recipients == {FIRM, FUND, ARMY, "person:founder"}
    # the largest, and no other's neighbours
    assert recipients == {f"fec:R{n:02d}" for n in range(30 - FIRST, 30)}
    assert graph.graph["rests"] == [
        Rest(FUND, "contributed_to", True, 30 - FIRST),
        Rest(FIRM, "reported_employer", False, 300),
    ]
    assert not graph.graph["is_cut"]
    assert opened(database(), [FIRM], most=5).graph["is_cut"]


@pytest.mark.parametrize(
    ("number", "drawn"), [(CROWD, CROWD), (CROWD + 1, 0)], ids=["few", "crowd"]
)
def test_a_crowd_is_drawn_where_it_is_small(number: int, drawn: int) -> None:
    engine = graph_database([link("reported_employer", f"person:{n}", FIRM) for n in range(number)])
    graph = opened(engine, [FIRM])
    assert len(graph) == drawn + 1
    assert [rest.members for rest in graph.graph["rests"]] == ([number] if not drawn else [])


@pytest.mark.parametrize(("number", "left"), [(FIRST, []), (FIRST + 1, []), (FIRST + 2, [2])])
def test_no_count_stands_for_one(number: int, left: list[int]) -> None:
    rows = [link("contributed_to", FUND, f"fec:R{n:02d}", amount_usd=9) for n in range(number)]
    graph = opened(graph_database(rows), [FUND])
    assert [rest.members for rest in graph.graph["rests"]] == left


def test_opening_a_count_draws_more_of_it_and_counts_on() -> None:
    engine = database()
    graph = opened(engine, [FIRM])
    crowd = graph.graph["rests"][1]
    more = more_of(engine, crowd.rest_id, graph)
    assert len(more) == MORE and all(node.startswith("person:") for node in more)
    graph.add_nodes_from(more)
    (left,) = [rest for rest in rests(engine, [FIRM], graph) if rest.link_type != "contributed_to"]
    assert left.members == 300 - MORE
    assert more_of(engine, ARMY, graph) == ["uei:RIVAL"]


def test_filters_hold_for_what_is_drawn_and_counted() -> None:
    engine, only = database(), Filters(("received_award",))
    graph = opened(engine, [FIRM], filters=only)
    assert set(graph) == {FIRM, ARMY} and graph.graph["rests"] == []
    assert link_count(engine, [FIRM], only) == 1
    assert link_count(engine, [FIRM]) == 303


def test_a_word_that_is_a_name_goes_before_one_that_only_holds_its_letters() -> None:
    names = {"person:1": "Peter Thiel", "person:2": "Ann Thielen", "person:3": "Bo Thieler"}
    engine = graph_database([link("founder_of", one, FIRM) for one in names], names)
    assert [one.entity_id for one in entities_called(engine, "thiel")] == ["person:1"]
    assert find_entity(engine, "Thiel") == "person:1"
    assert len(entities_called(engine, "thiele")) == 2
    assert entities_called(engine, "nobody") == []
    with pytest.raises(ThroughlineError, match="a name is empty"):
        entities_called(engine, " ")
