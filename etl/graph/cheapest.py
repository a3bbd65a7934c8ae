"""The k cheapest paths of a slice without a repeated entity, bounded in length.

Yen's branching in Lawler's form over a best-first search. Of networkx, shortest_simple_paths has
no bound on length and leaves ties to the order of rows; its biconnected components serve here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import islice

import networkx as nx

from etl.graph.reach import ENDLESS, Slice

TRIES = 150_000  # partial paths looked at

Way = tuple[str, ...]


@dataclass
class Search:
    """A slice to be searched; `is_stopped` once more partial paths were tried than is allowed."""

    part: Slice
    max_length: int
    tries: int = TRIES
    missing: list[dict[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        inside = _between(self.part, self.max_length)
        self.missing = _missing(self.part, inside, self.max_length)

    @property
    def is_stopped(self) -> bool:
        """Whether the search ended before its end."""
        return self.tries <= 0

    def ways(self, k: int) -> list[tuple[int, Way]]:
        """The k cheapest paths with their costs; equal costs in the order of their ids."""
        return list(islice(self._each(), k))

    def _each(self) -> Iterator[tuple[int, Way]]:
        """Every path, cheapest first: each one found splits what is left into branches."""
        # Cost, then ids: the heap compares no further, since no path is queued twice.
        queue: list[tuple[int, Way, int, frozenset[str]]] = []
        self._branch(queue, (self.part.ends[0],), frozenset())
        while queue:
            cost, way, kept, barred = heappop(queue)
            yield cost, way
            # Only behind what the path has in common with its parent (Lawler): before it, other
            # branches look.
            for place in range(kept, len(way)):
                # At the fork itself what was barred before stays barred; deeper, nothing was yet.
                used = frozenset({way[place]}) | (barred if place == kept else frozenset())
                self._branch(queue, way[:place], used)

    def _branch(
        self, queue: list[tuple[int, Way, int, frozenset[str]]], head: Way, barred: frozenset[str]
    ) -> None:
        """Add the cheapest path that starts with `head` and goes on to none of the barred."""
        found = self._cheapest(head, barred)
        if found:
            heappush(queue, (*found, len(head), barred))

    def _cheapest(self, head: Way, barred: frozenset[str]) -> tuple[int, Way] | None:
        """Best first by what is paid and the least that is missing; a first arrival is cheapest."""
        goal = self.part.ends[1]
        queue: list[tuple[int, Way, int]] = [(0, head, self._cost_of(head))]
        # Cost and length for each: a dearer way may still be short enough where a cheaper one is
        # not.
        seen: dict[str, list[tuple[int, int]]] = {}
        while queue and self.tries > 0:
            self.tries -= 1
            total, way, paid = heappop(queue)
            if way[-1] == goal:
                return total, way
            if _is_beaten(seen.setdefault(way[-1], []), paid, len(way)):
                continue
            # The least cost of what is left, within the links that are left: never too high, so the
            # first arrival is the cheapest.
            rest = self.missing[self.max_length - len(way)] if len(way) <= self.max_length else {}
            for other, step in self.part.links.get(way[-1], {}).items():
                # Barred is the next step only; farther on the path may pass there.
                is_barred = len(way) == len(head) and other in barred
                if other in rest and other not in way and not is_barred:
                    cost = paid + step + self.part.passing[other]
                    heappush(queue, (cost + rest[other], (*way, other), cost))
        return None

    def _cost_of(self, head: Way) -> int:
        """What the start of a path costs."""
        steps = zip(head, head[1:], strict=False)
        return sum(self.part.links[a][b] + self.part.passing[b] for a, b in steps)


def _is_beaten(known: list[tuple[int, int]], paid: int, length: int) -> bool:
    """Whether an entity was reached before for less and in no more steps; notes it otherwise."""
    for cost, steps in known:
        # Of equal cost and length the first to arrive is the first by ids as well; a tie of costs
        # alone is kept, for ids may turn it.
        if (cost < paid and steps <= length) or (cost, steps) == (paid, length):
            return True
    known.append((paid, length))
    return False


def _between(part: Slice, max_length: int) -> set[str]:
    """The entities that can stand on a path between the ends; dead ends and detours left out."""
    start, goal = part.ends
    graph = nx.Graph()
    graph.add_nodes_from(part.ends)
    graph.add_edges_from((a, b) for a, others in part.links.items() for b in others if a < b)
    ahead = nx.single_source_shortest_path_length(graph, start, max_length)
    behind = nx.single_source_shortest_path_length(graph, goal, max_length)
    near = {e for e in ahead.keys() & behind.keys() if ahead[e] + behind[e] <= max_length}
    if not near:
        return set()
    # With a link between the ends, what lies on some path from end to end is one biconnected
    # component.
    closed = graph.subgraph(near).copy()
    closed.add_edge(start, goal)
    return set(next(c for c in nx.biconnected_components(closed) if start in c and goal in c))


def _missing(part: Slice, inside: set[str], max_length: int) -> list[dict[str, int]]:
    """For each number of links left: entity → least cost from there to the goal."""
    start, goal = part.ends
    layers = [{goal: 0}] if inside else [{}]
    # Only what got cheaper in the last round can make a neighbour cheaper (Bellman and Ford).
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
