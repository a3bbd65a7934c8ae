"""marts.neighbour → networkx: filters, bounded neighbourhoods, and case graphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import networkx as nx

from etl.common.database import query_rows, run_query
from etl.common.queries import Query, read_query, with_pieces
from etl.common.settings import ThroughlineError

_PASSING = read_query("graph/passing")
_NEXT = with_pieces(read_query("graph/next"), passing=_PASSING)
_AMONG = with_pieces(read_query("graph/among"), passing=_PASSING)
_NAMED = with_pieces(read_query("graph/named"), passing=_PASSING)


@dataclass(frozen=True)
class Filters:
    """Which links count; every bound is inclusive, and what a link does not state passes.

    `since` and `until`: the link's time reaches into the period; an unstated first or last date
    is an open end. `least_usd`: of the absolute amount; links of a kind without one (a seat, an
    office) pass. `least_score`: of the link's certainty, which is its score, or without one what
    marts.tie_strength holds for how the link is known.
    `link_types`: none given means all. Raises ThroughlineError for bounds that exclude everything.
    """

    link_types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    least_usd: Decimal | None = None
    least_score: float | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise ThroughlineError(f"since {self.since} is after until {self.until}")
        if self.least_score is not None and not 0 <= self.least_score <= 1:
            raise ThroughlineError(f"a score is from 0 to 1, not {self.least_score}")
        # Decimal reads "NaN" and "Infinity" as amounts.
        if self.least_usd is not None and not (self.least_usd.is_finite() and self.least_usd >= 0):
            raise ThroughlineError(f"a least amount is 0 or more, not {self.least_usd}")

    @property
    def values(self) -> dict[str, object]:
        """The parameters of the query `graph/passing`, which lets through what passes."""
        return {
            # An empty list would let nothing through; none given means all.
            "types": list(self.link_types) or None,
            "since": self.since,
            "until": self.until,
            "usd": self.least_usd,
            "score": self.least_score,
        }


EVERY_LINK = Filters()


@dataclass(frozen=True)
class Entity:
    """Who stands at the end of a link; `link_count` counts all its links, filters aside."""

    entity_id: str
    kind: str
    name: str
    link_count: int


@dataclass(frozen=True)
class Link:
    """A row of marts.edge without its evidence; `strength` is a code of marts.tie_strength,
    `certainty` what `Filters` says of scores.
    """

    link_id: str
    link_type: str
    from_id: str
    to_id: str
    first_date: date | None
    last_date: date | None
    amount_usd: Decimal | None
    amount_basis: str | None
    record_count: int | None
    basis: str | None
    score: float | None
    label: str | None
    strength: str
    certainty: float


def entities_of(
    connection: duckdb.DuckDBPyConnection, entity_ids: Iterable[str]
) -> dict[str, Entity]:
    """The entities that are there, by id."""
    found = _rows_of(connection, sorted(set(entity_ids)))
    return {
        row["entity_id"]: Entity(
            row["entity_id"], row["entity_kind"], row["name"], row["link_count"]
        )
        for row in found
    }


def _rows_of(connection: duckdb.DuckDBPyConnection, entity_ids: list[str]) -> list[dict[str, Any]]:
    """The rows of the entities that are there, by id."""
    return query_rows(connection, read_query("graph/entity"), {"entities": entity_ids})


def links_among(
    connection: duckdb.DuckDBPyConnection, entity_ids: Iterable[str], filters: Filters = EVERY_LINK
) -> list[Link]:
    """The links that have both ends among the entities, largest money first."""
    return _links(connection, _AMONG, {"entities": sorted(set(entity_ids)), **filters.values})


def links_by_id(connection: duckdb.DuckDBPyConnection, link_ids: Iterable[str]) -> dict[str, Link]:
    """The links of these ids."""
    values = {"ids": sorted(set(link_ids)), **EVERY_LINK.values}
    return {link.link_id: link for link in _links(connection, _NAMED, values)}


def _links(
    connection: duckdb.DuckDBPyConnection, chosen: Query, values: dict[str, object]
) -> list[Link]:
    """The links that a query chooses, each once, largest money first."""
    query = with_pieces(read_query("graph/link"), chosen=chosen)
    return [Link(**row) for row in query_rows(connection, query, values)]


def neighbourhood(
    connection: duckdb.DuckDBPyConnection,
    entity_ids: list[str],
    hops: int = 2,
    max_nodes: int = 120,
    filters: Filters = EVERY_LINK,
) -> nx.MultiDiGraph:
    """Entities within `hops` links of the given ones, at most `max_nodes`, largest money first.

    Of more given entities than `max_nodes` the first ones are kept. The graph's attribute
    `is_cut` says whether anything within the hops was left out. Equal inputs give equal graphs.
    """
    # Each once, in the order given; a set would lose the order, and with it which are kept.
    given = list(dict.fromkeys(entity_ids))
    kept = given[:max_nodes]
    frontier, is_cut = kept, len(kept) < len(given)
    for _ in range(hops):
        if not frontier:
            break
        room = max_nodes - len(kept)
        # One more than fits tells whether something was left out.
        reached = _reach(connection, (frontier, kept), room + 1, filters)
        is_cut = is_cut or len(reached) > room
        frontier = reached[:room]
        kept = kept + frontier
    graph = graph_of(connection, kept, filters)
    graph.graph["is_cut"] = is_cut
    return graph


def _reach(
    connection: duckdb.DuckDBPyConnection,
    frontier_and_kept: tuple[list[str], list[str]],
    limit: int,
    filters: Filters,
) -> list[str]:
    """Entities one link from the frontier that are not kept yet; a hub's rest stays in DuckDB."""
    frontier, kept = frontier_and_kept
    values = {"entities": frontier, "kept": kept, "most": limit, **filters.values}
    return [row[0] for row in run_query(connection, _NEXT, values).fetchall()]


def case_graph(
    connection: duckdb.DuckDBPyConnection, case_id: str, filters: Filters = EVERY_LINK
) -> nx.MultiDiGraph:
    """Every entity of a case and the links among them; entities without a link are left out."""
    found = query_rows(connection, read_query("stories/case_entity"), {"case": case_id})
    graph = graph_of(connection, [row["entity_id"] for row in found], filters)
    # A list first: the view of degrees changes while nodes go.
    graph.remove_nodes_from([node for node, degree in list(graph.degree) if degree == 0])
    graph.graph["is_cut"] = False
    return graph


def graph_of(
    connection: duckdb.DuckDBPyConnection, entity_ids: list[str], filters: Filters
) -> nx.MultiDiGraph:
    """The entities and all links that have both ends among them and pass the filters."""
    graph = nx.MultiDiGraph()
    for row in _rows_of(connection, entity_ids):
        stated = {name: row[name] for name in ("name", "place", "link_count")}
        graph.add_node(row["entity_id"], kind=row["entity_kind"], **stated)
    for link in links_among(connection, entity_ids, filters):
        # The id as key: two entities can have several links, and each stays what it is.
        graph.add_edge(link.from_id, link.to_id, key=link.link_id, **vars(link))
    return graph
