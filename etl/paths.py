"""Ranked paths between two entities: the k cheapest, with every link of a step and the weakest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush

import duckdb
import networkx as nx

from etl.graph import EVERY_LINK, Entity, Filters, Link, entities_of, links_among
from etl.reach import ENDLESS, UNIT, Reach, Slice
from etl.settings import ThroughlineError

ROWS_READ = (1_500, 6_000, 24_000)  # links read before each try
TRIES = 100_000  # partial paths looked at
MOST_PATHS, MOST_LINKS = 100, 8


@dataclass(frozen=True)
class PathQuestion:
    """From whom to whom, how many paths, of how many links at most, over which links."""

    from_id: str
    to_id: str
    k: int = 10
    max_length: int = 6
    filters: Filters = EVERY_LINK

    def __post_init__(self) -> None:
        if self.from_id == self.to_id:
            raise ThroughlineError("a path needs two entities: both names are the same one")
        if not 1 <= self.k <= MOST_PATHS:
            raise ThroughlineError(f"ask for 1 to {MOST_PATHS} paths, not {self.k}")
        if not 1 <= self.max_length <= MOST_LINKS:
            raise ThroughlineError(f"a path has 1 to {MOST_LINKS} links, not {self.max_length}")


@dataclass(frozen=True)
class Path:
    """Entities in order; for each step all links that pass the filters, the best one first.

    `cost` is explained in etl/reach.py; `weakest` is the best link of the weakest step: of the
    least strength, and among equals at the largest hub, which is the most ordinary.
    """

    entities: tuple[Entity, ...]
    steps: tuple[tuple[Link, ...], ...]
    cost: float
    weakest: Link

    @property
    def length(self) -> int:
        """How many links it takes."""
        return len(self.steps)


@dataclass(frozen=True)
class RankedPaths:
    """Paths, cheapest first. `is_cut`: one that belongs among them may have been left out."""

    paths: tuple[Path, ...]
    is_cut: bool
    links_read: int


@dataclass(frozen=True)
class _Found:
    """Paths as costs and ids, and whether the search was stopped before its end."""

    ways: list[tuple[int, tuple[str, ...]]]
    is_stopped: bool


def ranked_paths(connection: duckdb.DuckDBPyConnection, question: PathQuestion) -> RankedPaths:
    """The k cheapest paths without a repeated entity; equal costs by length, then by ids.

    Raises ThroughlineError when an entity is not there.
    """
    ends = (question.from_id, question.to_id)
    known = entities_of(connection, ends)
    for entity_id in ends:
        if entity_id not in known:
            raise ThroughlineError(f"no entity has the id {entity_id!r}")
    reach = Reach.between(connection, ends, question.max_length, question.filters)
    found, is_cut = _Found([], False), True
    for rows in ROWS_READ:
        reach.read_on(rows)
        found = _cheapest(reach.part, question)
        is_full = len(found.ways) == question.k
        last = found.ways[-1][0] if is_full else ENDLESS
        is_cut = found.is_stopped or reach.bound() <= last
        if not is_cut:
            break
    paths = _described(connection, found.ways, question.filters)
    return RankedPaths(paths, is_cut, reach.part.rows_read)


def _cheapest(part: Slice, question: PathQuestion) -> _Found:
    """Best first over partial paths, each with the exact least cost of what is missing.

    networkx.shortest_simple_paths has no bound on length and leaves ties to the order of rows.
    """
    start, goal = part.ends
    inside = _between(part, question.max_length)
    missing = _missing(part, inside, question.max_length)
    queue: list[tuple[int, int, tuple[str, ...], int]] = [(0, 1, (start,), 0)]
    ways: list[tuple[int, tuple[str, ...]]] = []
    for _ in range(TRIES):
        if not queue or len(ways) == question.k:
            return _Found(ways, False)
        total, length, path, cost = heappop(queue)
        if path[-1] == goal:
            ways.append((total, path))
            continue
        rest = missing[question.max_length - length]
        for other, step in part.links[path[-1]].items():
            if other in rest and other not in path:
                paid = cost + step + part.passing[other]
                heappush(queue, (paid + rest[other], length + 1, (*path, other), paid))
    return _Found(ways, True)


def _between(part: Slice, max_length: int) -> set[str]:
    """The entities that stand on a path between the ends; dead ends and detours left out."""
    start, goal = part.ends
    graph = nx.Graph()
    graph.add_nodes_from(part.ends)
    graph.add_edges_from((one, other) for one, others in part.links.items() for other in others)
    ahead = nx.single_source_shortest_path_length(graph, start, max_length)
    behind = nx.single_source_shortest_path_length(graph, goal, max_length)
    near = {e for e in ahead.keys() & behind.keys() if ahead[e] + behind[e] <= max_length}
    if not near:
        return set()
    closed = graph.subgraph(near).copy()
    closed.add_edge(start, goal)
    return set(next(c for c in nx.biconnected_components(closed) if start in c and goal in c))


def _missing(part: Slice, inside: set[str], max_length: int) -> list[dict[str, int]]:
    """For each number of links left: entity → least cost from there to the goal."""
    start, goal = part.ends
    layers = [{goal: 0}] if inside else [{}]
    changed = dict(layers[0])
    for _ in range(max_length):
        layer, better = dict(layers[-1]), {}
        for entity_id, cost in changed.items():
            paid = cost + part.passing[entity_id]
            for other, step in part.links.get(entity_id, {}).items():
                if other in inside and other != start and paid + step < layer.get(other, ENDLESS):
                    layer[other] = better[other] = paid + step
        layers.append(layer)
        changed = better
    return layers


def _described(
    connection: duckdb.DuckDBPyConnection,
    ways: list[tuple[int, tuple[str, ...]]],
    filters: Filters,
) -> tuple[Path, ...]:
    """The paths with names and links."""
    ids = {entity_id for _, way in ways for entity_id in way}
    if not ids:
        return ()
    entities = entities_of(connection, ids)
    between: dict[frozenset[str], list[Link]] = defaultdict(list)
    for link in links_among(connection, ids, filters):
        between[frozenset((link.from_id, link.to_id))].append(link)
    for links in between.values():
        links.sort(key=lambda link: (-link.strength, -(link.record_count or 0), link.link_id))
    found = []
    for cost, way in ways:
        pairs = zip(way, way[1:], strict=False)
        steps = tuple(tuple(between[frozenset(pair)]) for pair in pairs)
        members = tuple(entities[entity_id] for entity_id in way)
        found.append(Path(members, steps, cost / UNIT, _weakest(members, steps)))
    return tuple(found)


def _weakest(entities: tuple[Entity, ...], steps: tuple[tuple[Link, ...], ...]) -> Link:
    """The best link of the weakest step; ties go to the step at the largest hub, then the first."""
    hubs = [
        max(one.link_count, other.link_count)
        for one, other in zip(entities, entities[1:], strict=False)
    ]
    place = min(range(len(steps)), key=lambda i: (steps[i][0].strength, -hubs[i], i))
    return steps[place][0]
