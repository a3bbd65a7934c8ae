"""The slice of the graph in which the cheapest paths between two entities lie, read from both ends.

A path costs, for each of its links, 1 - ln(certainty), and for each entity that it passes through,
ln(links of that entity): one step more, a doubtful name, and a hub that ties everybody to everybody
all say less. Exponentiated this is the chance that every link holds and that a walker who draws
the next link blindly goes this way, with a factor of e for each step.

The cheapest entities are read first, from both ends, so that a committee with 100,000
contributors is reached from its contributors and not read whole.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush

import duckdb

from etl.common.database import run_query
from etl.common.queries import read_query, with_pieces
from etl.graph.slices import Entity, Filters

UNIT = 1_000_000  # costs are whole millionths, so that sums and ties are exact
STEP = UNIT
BATCH = 256  # entities read by one query
HUB_LINKS = 2_000  # an entity on the way with more links is never read whole
END_LINKS = 20_000  # nor is an end with more
BRIDGE_ROWS = 10_000  # links read at most between hubs and what is known
ENDLESS = 1 << 60
_BESIDE = with_pieces(read_query("graph/beside"), passing=read_query("graph/passing"))
_BRIDGE = with_pieces(read_query("graph/bridge"), beside=_BESIDE)


def link_cost(certainty: float) -> int:
    """What a link of this certainty adds to a path, in millionths."""
    # The logarithm of 0 is endless, and then one link could bar all paths.
    return STEP + round(-math.log(max(certainty, 1e-6)) * UNIT)


def hub_cost(link_count: int) -> int:
    """What passing through an entity with so many links adds, in millionths."""
    return round(math.log(max(link_count, 1)) * UNIT)


@dataclass
class Slice:
    """Links read so far: for each entity its neighbours with the cheapest link's cost."""

    ends: tuple[str, str]
    links: dict[str, dict[str, int]] = field(default_factory=dict)
    passing: dict[str, int] = field(default_factory=dict)
    link_count: dict[str, int] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    rows_read: int = 0

    def add(self, entity_id: str, other_id: str, certainty: float, other_links: int) -> None:
        """One pair of neighbours with the certainty of its best link."""
        cost = link_cost(certainty)
        self.links.setdefault(entity_id, {})[other_id] = cost
        # Paths have no direction: who gave and who received are joined either way.
        self.links.setdefault(other_id, {})[entity_id] = cost
        self.link_count[other_id] = other_links
        # An end is not passed: how many links it has says nothing about a path between the two.
        self.passing[other_id] = 0 if other_id in self.ends else hub_cost(other_links)
        self.rows_read += 1


@dataclass
class Side:
    """What one end has reached: least cost (passing the entity included) and fewest links."""

    start: str
    goal: str
    limit: int
    cost: dict[str, int] = field(default_factory=dict)
    hops: dict[str, int] = field(default_factory=dict)
    queue: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.improve(self.start, 0, 0)

    def improve(self, entity_id: str, cost: int, hops: int) -> None:
        """Note a cheaper or shorter way to an entity."""
        known_cost = self.cost.get(entity_id, ENDLESS)
        known_hops = self.hops.get(entity_id, ENDLESS)
        # Either: a dearer way of fewer links may be the only one that is short enough.
        if cost < known_cost or hops < known_hops:
            self.cost[entity_id] = min(cost, known_cost)
            self.hops[entity_id] = min(hops, known_hops)
            # The older entry stays in the queue and is told by its figures: a heap cannot be
            # changed inside.
            heappush(self.queue, (self.cost[entity_id], self.hops[entity_id], entity_id))

    def is_open(self, entity_id: str, part: Slice) -> bool:
        """Whether an entity is unread although this end is to read as far as there."""
        # Nothing is read beyond the goal: a path ends there.
        is_near = self.hops[entity_id] < self.limit and entity_id != self.goal
        return is_near and entity_id not in part.read

    def is_hub(self, entity_id: str, part: Slice) -> bool:
        """Whether an entity has too many links to be read whole."""
        most = END_LINKS if entity_id == self.start else HUB_LINKS
        return entity_id not in part.read and part.link_count[entity_id] > most

    def next_unread(self, part: Slice) -> str | None:
        """The cheapest entity to be read, hubs left out; what is read before it is passed on."""
        while self.queue:
            cost, hops, entity_id = self.queue[0]
            is_current = (cost, hops) == (self.cost[entity_id], self.hops[entity_id])
            if is_current and self.is_open(entity_id, part) and not self.is_hub(entity_id, part):
                return entity_id
            heappop(self.queue)
            if is_current and entity_id in part.read and entity_id != self.goal:
                for other, step in part.links.get(entity_id, {}).items():
                    self.improve(other, cost + step + part.passing[other], hops + 1)
        return None

    def unread(self, part: Slice) -> list[str]:
        """The cheapest entities to be read next, taken off the queue."""
        found: list[str] = []
        while len(found) < BATCH and (entity_id := self.next_unread(part)) is not None:
            found.append(entity_id)
            heappop(self.queue)
        return found

    def requeue(self, entity_ids: Iterable[str]) -> None:
        """Put entities that were read meanwhile, by either end, back to be passed on."""
        for entity_id in entity_ids:
            if entity_id in self.cost:
                heappush(self.queue, (self.cost[entity_id], self.hops[entity_id], entity_id))

    def least(self, part: Slice) -> tuple[int, int]:
        """The least cost of what is open, and of all that is unread: nothing unseen is cheaper."""
        # What is read but not passed on yet would make the bound too high.
        self.next_unread(part)
        unread = [e for e in self.cost if e not in part.read and e != self.goal]
        opened = [self.cost[e] for e in unread if self.is_open(e, part)]
        return min(opened, default=ENDLESS), min((self.cost[e] for e in unread), default=ENDLESS)


@dataclass
class Reach:
    """Two sides that read towards each other over one connection."""

    connection: duckdb.DuckDBPyConnection
    filters: Filters
    part: Slice
    sides: tuple[Side, Side]

    @classmethod
    def between(
        cls,
        connection: duckdb.DuckDBPyConnection,
        ends: tuple[Entity, Entity],
        max_length: int,
        filters: Filters,
    ) -> Reach:
        """Nothing read yet. Each end is to read half of the longest path, or one end all of it
        where the other is too large to be read."""
        left, right = (end.entity_id for end in ends)
        # Two half circles hold far fewer links than one whole.
        half = (max_length + 1) // 2
        if ends[0].link_count > END_LINKS:
            half = 0
        elif ends[1].link_count > END_LINKS:
            half = max_length
        part = Slice((left, right), passing={left: 0, right: 0})
        part.link_count = {end.entity_id: end.link_count for end in ends}
        sides = (Side(left, right, half), Side(right, left, max_length - half))
        return cls(connection, filters, part, sides)

    def read_on(self, rows: int) -> None:
        """Read the cheapest entities of both ends until so many links are read in all."""
        is_growing = True
        while is_growing and self.part.rows_read < rows:
            is_growing = False
            for side in self.sides:
                batch = side.unread(self.part)
                self._read(batch)
                # What one end has read the other passes on too without reading it again.
                for each in self.sides:
                    each.requeue(batch)
                is_growing = is_growing or bool(batch)
        self._bridge()

    def bound(self) -> int:
        """No path that is not in the slice costs less than this."""
        (left, left_any), (right, right_any) = (side.least(self.part) for side in self.sides)
        return min(left + right_any, right + left_any, ENDLESS) + STEP

    def _read(self, batch: list[str]) -> None:
        """All links of the entities but those to where no path goes on."""
        if not batch:
            return
        values = {"entities": batch, "ends": list(self.part.ends), **self.filters.values}
        for row in run_query(self.connection, _BESIDE, values).fetchall():
            self.part.add(*row)
        self.part.read.update(batch)

    def _bridge(self) -> None:
        """Of the hubs only the links to what is known, or to what two of them share."""
        hubs = sorted({e for s in self.sides for e in s.cost if self._is_apart(s, e)})
        if not hubs:
            return
        known = sorted(self.part.link_count.keys() - self.part.read)
        values = {"entities": hubs, "known": known, "ends": [], "most": BRIDGE_ROWS}
        for row in run_query(self.connection, _BRIDGE, values | self.filters.values).fetchall():
            self.part.add(*row)

    def _is_apart(self, side: Side, entity_id: str) -> bool:
        """Whether a side has stopped before this entity, or at its own end, for its many links."""
        is_wanted = entity_id == side.start or side.is_open(entity_id, self.part)
        return is_wanted and side.is_hub(entity_id, self.part)
