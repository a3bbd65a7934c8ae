"""Places: the same every time, labels apart, newcomers beside, and quick for large graphs."""

from __future__ import annotations

import math
import random

import networkx as nx
import pytest

from etl.graph.layout import LABEL, Place, below, beside, in_columns, positions


def grown(count: int, links: int, seed: int = 1) -> nx.MultiDiGraph:
    """A graph with hubs: targets are drawn towards the first nodes."""
    draw = random.Random(seed)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(f"n{number}" for number in range(count))
    for _ in range(links):
        graph.add_edge(f"n{draw.randrange(count)}", f"n{int(count * draw.random() ** 2)}")
    return graph


def overlaps(places: dict[str, Place]) -> int:
    """How many pairs of labels cover each other."""
    found = list(places.values())
    return sum(
        abs(one[0] - other[0]) < LABEL[0] - 1 and abs(one[1] - other[1]) < LABEL[1] - 1
        for number, one in enumerate(found)
        for other in found[:number]
    )


@pytest.mark.parametrize(("count", "links"), [(1, 0), (2, 0), (2, 1), (30, 60), (120, 250)])
def test_labels_stand_apart(count: int, links: int) -> None:
    places = positions(grown(count, links))
    assert len(places) == count
    assert overlaps(places) == 0


def test_no_nodes_no_places() -> None:
    assert positions(nx.MultiDiGraph()) == {}


def test_the_same_graph_in_another_order_gives_the_same_places() -> None:
    graph = grown(60, 120)
    edges = list(graph.edges())
    random.Random(3).shuffle(edges)
    other = nx.MultiDiGraph(edges)
    other.add_nodes_from(reversed(list(graph.nodes)))
    assert positions(other) == positions(graph)


def test_linked_nodes_are_nearer_than_others() -> None:
    graph = nx.MultiDiGraph(
        [("a", "b"), ("b", "c"), ("c", "a"), ("x", "y"), ("y", "z"), ("z", "x")]
    )
    places = positions(graph)

    def far(one: str, other: str) -> float:
        return (places[one][0] - places[other][0]) ** 2 + (places[one][1] - places[other][1]) ** 2

    inside = [far(*pair) for pair in ("ab", "bc", "xy", "yz")]
    across = [far(*pair) for pair in ("ax", "ay", "bz", "cx")]
    assert sum(inside) / 4 < sum(across) / 4


def test_every_one_of_many_nodes_has_a_place() -> None:
    """How long it takes is measured by tests.bench.bench_graph."""
    for count in (500, 2000):
        assert len(positions(grown(count, 3 * count))) == count


def test_newcomers_stand_beside_and_move_nobody() -> None:
    places = positions(grown(40, 80))
    found = beside(places, "n0", ["new1", "new2", "new3"])
    assert list(found) == ["new1", "new2", "new3"]
    assert overlaps(places | found) == 0
    assert beside(places, "n0", ["new1", "new2", "new3"]) == found
    assert beside({}, "nobody", ["one"])


def test_columns_run_from_left_to_right() -> None:
    places = in_columns({"a": 0, "b": 1, "c": 1, "d": 2})
    assert places["a"][0] < places["b"][0] == places["c"][0] < places["d"][0]
    assert overlaps(places) == 0
    assert below(places, "e")["e"][1] > max(y for _, y in places.values())
    assert below({}, "e")


def test_no_node_lies_on_the_line_between_two_others() -> None:
    graph = grown(40, 60)
    places = positions(graph)
    for origin, target in graph.edges():
        for node in set(places) - {origin, target}:
            assert distance(places[node], places[origin], places[target]) > 17


def distance(point: Place, origin: Place, target: Place) -> float:
    """From a point to the line between two others."""
    along = (target[0] - origin[0], target[1] - origin[1])
    square = along[0] ** 2 + along[1] ** 2 or 1.0
    reach = (point[0] - origin[0], point[1] - origin[1])
    share = min(1.0, max(0.0, (reach[0] * along[0] + reach[1] * along[1]) / square))
    return math.hypot(reach[0] - share * along[0], reach[1] - share * along[1])
