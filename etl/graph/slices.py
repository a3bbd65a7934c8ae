"""marts.neighbour → networkx: filters, bounded neighbourhoods, and case graphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb
import networkx as nx

from etl.common.settings import ThroughlineError

_LINK_COLUMNS = (
    "link_id, link_type, entity_id as from_id, other_id as to_id, first_date, last_date, "
    "amount_usd, amount_basis, record_count, basis, score, label"
)
_ORDER = "abs(coalesce(amount_usd, 0)) desc, record_count desc, link_id"
# The number, 64 bits of the id's md5, finds an entity's rows without reading the others.
OF_ENTITIES = "entity_number in (select md5_number_lower(unnest($entities)))"


@dataclass(frozen=True)
class Filters:
    """Which links count; every bound is inclusive, and what a link does not state passes.

    `since` and `until`: the link's time reaches into the period; an unstated first or last date
    is an open end. `least_usd`: of the absolute amount; links without an amount (a seat, an
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
        if self.least_usd is not None and not (self.least_usd.is_finite() and self.least_usd >= 0):
            raise ThroughlineError(f"a least amount is 0 or more, not {self.least_usd}")

    def condition(self) -> tuple[str, dict[str, object]]:
        """SQL over the columns of marts.neighbour, and its named parameters."""
        tests: list[tuple[str, str, object]] = [
            ("types", "link_type in (select unnest($types))", list(self.link_types) or None),
            ("since", "(last_date is null or last_date >= $since)", self.since),
            ("until", "(first_date is null or first_date <= $until)", self.until),
            ("usd", "(amount_usd is null or abs(amount_usd) >= $usd)", self.least_usd),
            ("score", "certainty >= $score", self.least_score),
        ]
        asked = [test for test in tests if test[2] is not None]
        sql = " and ".join(["true", *(sql for _, sql, _ in asked)])
        return sql, {name: value for name, _, value in asked}


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
    rows = connection.execute(
        "select entity_id, entity_kind, coalesce(name, entity_id), link_count from marts.entity "
        "where entity_id in (select unnest(?)) order by entity_id",
        [sorted(set(entity_ids))],
    ).fetchall()
    return {row[0]: Entity(*row) for row in rows}


def links_among(
    connection: duckdb.DuckDBPyConnection, entity_ids: Iterable[str], filters: Filters = EVERY_LINK
) -> list[Link]:
    """The links that have both ends among the entities, largest money first."""
    condition, values = filters.condition()
    test = (
        f"{OF_ENTITIES} and other_number in (select md5_number_lower(unnest($entities))) "
        f"and {condition}"
    )
    return _links(connection, test, {"entities": sorted(set(entity_ids)), **values})


def links_by_id(connection: duckdb.DuckDBPyConnection, link_ids: Iterable[str]) -> dict[str, Link]:
    """The links of these ids."""
    test = "link_id in (select unnest($ids))"
    found = _links(connection, test, {"ids": sorted(set(link_ids))})
    return {link.link_id: link for link in found}


def _links(
    connection: duckdb.DuckDBPyConnection, test: str, values: dict[str, object]
) -> list[Link]:
    """The links that pass a test in SQL, each once, largest money first."""
    # found by row first: the texts of a link are costly to read
    rows = connection.execute(
        f"select {_LINK_COLUMNS}, strength, certainty from marts.neighbour where rowid in "
        f"(select rowid from marts.neighbour where is_outward and {test}) order by {_ORDER}",
        values,
    ).fetchall()
    return [Link(*row) for row in rows]


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
    given = list(dict.fromkeys(entity_ids))
    kept = given[:max_nodes]
    frontier, is_cut = kept, len(kept) < len(given)
    for _ in range(hops):
        if not frontier:
            break
        room = max_nodes - len(kept)
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
    condition, values = filters.condition()
    rows = connection.execute(
        f"select other_id from marts.neighbour where {OF_ENTITIES} and {condition} "
        "and other_id not in (select unnest($kept)) group by other_id "
        "order by max(abs(coalesce(amount_usd, 0))) desc, max(record_count) desc, "
        "min(link_id), other_id limit $most",
        {"entities": frontier, "kept": kept, "most": limit, **values},
    ).fetchall()
    return [other_id for (other_id,) in rows]


def expand(
    connection: duckdb.DuckDBPyConnection,
    kept: list[str],
    entity_id: str,
    most: int = 25,
    filters: Filters = EVERY_LINK,
) -> tuple[list[str], bool]:
    """Neighbours of an entity beyond the kept ones, largest sums first; and whether it has more."""
    reached = _reach(connection, ([entity_id], kept), most + 1, filters)
    return reached[:most], len(reached) > most


def case_graph(
    connection: duckdb.DuckDBPyConnection, case_id: str, filters: Filters = EVERY_LINK
) -> nx.MultiDiGraph:
    """Every entity of a case and the links among them; entities without a link are left out."""
    rows = connection.execute(
        "select entity_id from marts.case_entity where case_id = ? order by entity_id", [case_id]
    ).fetchall()
    graph = graph_of(connection, [entity_id for (entity_id,) in rows], filters)
    graph.remove_nodes_from([node for node, degree in list(graph.degree) if degree == 0])
    graph.graph["is_cut"] = False
    return graph


def graph_of(
    connection: duckdb.DuckDBPyConnection, entity_ids: list[str], filters: Filters
) -> nx.MultiDiGraph:
    """The entities and all links that have both ends among them and pass the filters."""
    graph = nx.MultiDiGraph()
    nodes = connection.execute(
        "select entity_id, entity_kind, name, place, link_count from marts.entity "
        "where entity_id in (select unnest(?)) order by entity_id",
        [entity_ids],
    ).fetchall()
    for entity_id, kind, name, place, link_count in nodes:
        graph.add_node(entity_id, kind=kind, name=name, place=place, link_count=link_count)
    for link in links_among(connection, entity_ids, filters):
        graph.add_edge(link.from_id, link.to_id, key=link.link_id, **vars(link))
    return graph
