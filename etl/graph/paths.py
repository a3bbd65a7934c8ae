"""Ranked paths between two entities: the k cheapest, with every link of a step and the weakest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import duckdb

from etl.common.settings import ThroughlineError
from etl.graph.cheapest import Search, Way
from etl.graph.reach import ENDLESS, UNIT, Reach
from etl.graph.slices import EVERY_LINK, Entity, Filters, Link, entities_of, links_among

ROWS_READ = (1_500, 6_000, 24_000)  # links read before each try
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

    `cost` is explained in reach.py; `weakest` is the best link of the weakest step: of the
    least certainty, and among equals at the largest hub, which is the most ordinary.
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


def ranked_paths(connection: duckdb.DuckDBPyConnection, question: PathQuestion) -> RankedPaths:
    """The k cheapest paths without a repeated entity; equal costs in the order of ids.

    Raises ThroughlineError when an entity is not there.
    """
    ends = (question.from_id, question.to_id)
    known = entities_of(connection, ends)
    for entity_id in ends:
        if entity_id not in known:
            raise ThroughlineError(f"no entity has the id {entity_id!r}")
    both = (known[question.from_id], known[question.to_id])
    reach = Reach.between(connection, both, question.max_length, question.filters)
    ways: list[tuple[int, Way]] = []
    is_cut = True
    # Little is read first: most paths are found among few links, and more are read only where one
    # that was not seen could be cheaper.
    for rows in ROWS_READ:
        reach.read_on(rows)
        search = Search(reach.part, question.max_length)
        ways = search.ways(question.k)
        # With fewer than asked for, any path more would belong among them.
        last = ways[-1][0] if len(ways) == question.k else ENDLESS
        # At equal cost the order is by ids, so an unseen path of the same cost could belong among
        # these.
        is_cut = search.is_stopped or reach.bound() <= last
        if not is_cut:
            break
    paths = _describe(connection, ways, question.filters)
    return RankedPaths(paths, is_cut, reach.part.rows_read)


def _describe(
    connection: duckdb.DuckDBPyConnection,
    ways: list[tuple[int, Way]],
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
        # The id at the end makes the order total.
        links.sort(key=lambda link: (-link.certainty, -(link.record_count or 0), link.link_id))
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
    # The larger hub ties its step to more others and says the least.
    place = min(range(len(steps)), key=lambda i: (steps[i][0].certainty, -hubs[i], i))
    return steps[place][0]
