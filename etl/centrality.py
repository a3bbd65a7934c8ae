"""Measures on a bounded slice: shared neighbours, betweenness beside chance, communities.

Nothing here ranks people: measures come in the order of ids, and they describe the slice that
was read, not the world.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import fmean, pstdev

import duckdb
import networkx as nx

from etl.graph import EVERY_LINK, OF_ENTITIES, Entity, Filters, entities_of
from etl.settings import ThroughlineError

MOST_ENTITIES = 1_000
SWAPS_PER_LINK = 10
SAME = 1e-9  # betweenness is a float; what differs less is a tie

Pair = tuple[str, str]


@dataclass(frozen=True)
class Shared:
    """An entity linked to both; `weight` is 1 / ln(its links), as Adamic and Adar weigh it."""

    entity: Entity
    weight: float
    left_types: tuple[str, ...]
    right_types: tuple[str, ...]


@dataclass(frozen=True)
class Draws:
    """How many random graphs, from which seed."""

    count: int = 100
    seed: int = 7


@dataclass(frozen=True)
class Measure:
    """One entity in a slice.

    The random graphs keep the number of links of each type that every entity sends and receives,
    so `link_count` is the same in all of them and only the betweenness can stand out.
    `at_least_share` is (1 + draws with as much or more) / (1 + draws); `z` is None where the
    draws do not vary.
    """

    entity_id: str
    link_count: int
    neighbour_count: int
    betweenness: float
    null_mean: float
    z: float | None
    at_least_share: float


def shared_neighbours(
    connection: duckdb.DuckDBPyConnection,
    pair: Pair,
    filters: Filters = EVERY_LINK,
    limit: int = 50,
) -> list[Shared]:
    """Who is linked to both entities, the rarest (fewest links in all) first, then by id."""
    left, right = pair
    condition, values = filters.condition()
    side = (
        "(select other_id, list_sort(list(distinct link_type)) as types from marts.neighbour "
        f"where {OF_ENTITIES} and {condition} and other_id not in ($left, $right) "
        "group by other_id)"
    )
    one, other = (side.replace("$entities", name) for name in ("[$left]", "[$right]"))
    rows = connection.execute(
        f"select other_id, one.types, other.types from {one} as one inner join {other} as other "
        "using (other_id) inner join marts.entity as entity on other_id = entity.entity_id "
        "order by entity.link_count, other_id limit $most",
        {"left": left, "right": right, "most": limit, **values},
    ).fetchall()
    entities = entities_of(connection, [row[0] for row in rows])
    return [
        Shared(entities[i], 1 / math.log(max(entities[i].link_count, 2)), tuple(one), tuple(other))
        for i, one, other in rows
    ]


def measures(graph: nx.MultiDiGraph, draws: Draws = Draws()) -> list[Measure]:
    """Links, neighbours and betweenness of every entity, beside random graphs, in order of id.

    Raises ThroughlineError for a slice that is too large.
    """
    nodes = sorted(graph.nodes)
    if len(nodes) > MOST_ENTITIES:
        raise ThroughlineError(f"{len(nodes):,} entities: measure {MOST_ENTITIES:,} at most")
    ties = _ties(graph)
    pairs = [pair for _, found in sorted(ties.items()) for pair in found]
    plain = _plain(nodes, pairs)
    observed = nx.betweenness_centrality(plain)
    shuffle = random.Random(draws.seed)
    null = [
        nx.betweenness_centrality(_plain(nodes, swapped(ties, shuffle))) for _ in range(draws.count)
    ]
    degree = Counter(end for pair in pairs for end in pair)
    return [
        _measure(node, (degree[node], len(plain[node])), observed[node], [d[node] for d in null])
        for node in nodes
    ]


def _ties(graph: nx.MultiDiGraph) -> dict[str, list[Pair]]:
    """The links as pairs by type, in an order that does not depend on the reading."""
    ties: dict[str, list[Pair]] = defaultdict(list)
    for origin, target, link_type in sorted(graph.edges(data="link_type")):
        if origin != target:
            ties[link_type].append((origin, target))
    return ties


def _plain(nodes: list[str], pairs: list[Pair]) -> nx.Graph:
    """Who is tied to whom, directions and parallel links aside."""
    plain = nx.Graph()
    plain.add_nodes_from(nodes)
    plain.add_edges_from(sorted({(min(pair), max(pair)) for pair in pairs}))
    return plain


def swapped(ties: dict[str, list[Pair]], shuffle: random.Random) -> list[Pair]:
    """Two links of one type exchange their targets, again and again.

    Each entity keeps how many links of a type it sends and receives, so that a giver stays a
    giver. networkx.directed_edge_swap knows no types.
    """
    found: list[Pair] = []
    for link_type in sorted(ties):
        pairs = list(ties[link_type])
        held = Counter(pairs)
        for _ in range(SWAPS_PER_LINK * len(pairs)):
            one, other = shuffle.randrange(len(pairs)), shuffle.randrange(len(pairs))
            crossed = (pairs[one][0], pairs[other][1]), (pairs[other][0], pairs[one][1])
            if one == other or any(held[pair] or pair[0] == pair[1] for pair in crossed):
                continue
            held.subtract((pairs[one], pairs[other]))
            held.update(crossed)
            pairs[one], pairs[other] = crossed
        found += pairs
    return found


def _measure(node: str, counts: tuple[int, int], seen: float, null: list[float]) -> Measure:
    """One entity's betweenness beside those of the draws."""
    mean = fmean(null) if null else math.nan
    spread = pstdev(null) if null else 0.0
    at_least = sum(value >= seen - SAME for value in null)
    return Measure(
        entity_id=node,
        link_count=counts[0],
        neighbour_count=counts[1],
        betweenness=seen,
        null_mean=mean,
        z=(seen - mean) / spread if spread > SAME else None,
        at_least_share=(1 + at_least) / (1 + len(null)),
    )


def communities(graph: nx.MultiDiGraph, seed: int = 7) -> list[tuple[str, ...]]:
    """Louvain communities of the slice, links between two entities adding up; largest first.

    The same links give the same communities, in whatever order they were read.
    """
    plain = nx.Graph()
    plain.add_nodes_from(sorted(graph.nodes))
    weights = Counter((min(pair), max(pair)) for pair in graph.edges() if pair[0] != pair[1])
    plain.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(weights.items()))
    found = nx.community.louvain_communities(plain, seed=seed)
    return sorted((tuple(sorted(group)) for group in found), key=lambda g: (-len(g), g))
