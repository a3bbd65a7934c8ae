"""What stands one link from an entity, role by role: the first of each, and a count of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb
import networkx as nx

from etl.common.database import query_rows, run_query
from etl.common.queries import read_query, with_pieces
from etl.common.vocabularies import link_types
from etl.graph.slices import EVERY_LINK, Filters, graph_of

_PASSING = read_query("graph/passing")
_FIRST = with_pieces(read_query("graph/first"), passing=_PASSING)
_REST = with_pieces(read_query("graph/rest"), passing=_PASSING)
_REST_FIRST = with_pieces(read_query("graph/rest_first"), passing=_PASSING)
_COUNT = with_pieces(read_query("graph/count"), passing=_PASSING)

FIRST = 10  # drawn of a role before the rest is one count
CROWD = 8  # a crowd of more than this is a count alone
MORE = 25  # drawn when a count or another entity is opened


@dataclass(frozen=True)
class Rest:
    """The neighbours of one role that are not drawn: whose, by which links, and how many."""

    entity_id: str
    link_type: str
    is_outward: bool
    members: int = 0

    @property
    def rest_id(self) -> str:
        """How an address names it."""
        return f"rest:{self.link_type}:{'out' if self.is_outward else 'in'}:{self.entity_id}"

    @classmethod
    def of(cls, rest_id: str) -> Rest | None:
        """What an address names; None for what is no such name."""
        parts = rest_id.split(":", 3)
        if len(parts) != 4 or parts[0] != "rest" or parts[2] not in ("out", "in"):
            return None
        return cls(parts[3], parts[1], parts[2] == "out")


@cache
def crowds() -> frozenset[str]:
    """Types of links that tie a crowd to one: seeds.link_type says which."""
    return frozenset(line["link_type"] for line in link_types() if line["drawn"] == "crowd")


@cache
def funds() -> frozenset[str]:
    """Types of links that tie a fund to who sponsors it."""
    return frozenset(line["link_type"] for line in link_types() if line["section"] == "fund")


@cache
def gifts() -> frozenset[str]:
    """Types of links by which a fund gives: money, and no crowd."""
    return frozenset(
        line["link_type"]
        for line in link_types()
        if line["section"] == "gifts" and line["drawn"] == "money"
    )


def opened(
    connection: duckdb.DuckDBPyConnection,
    entity_ids: Iterable[str],
    most: int = 120,
    filters: Filters = EVERY_LINK,
) -> nx.MultiDiGraph:
    """Entities with the first of each role beside them, and of firms' funds the largest recipients.

    The graph's attributes: `is_cut` says whether more than `most` would be drawn, `rests` what of
    each role is only counted. Equal inputs give equal graphs.
    """
    given = list(dict.fromkeys(entity_ids))
    near = _first_of_roles(connection, given, filters)
    drawn = list(dict.fromkeys([*given, *near]))
    kept = drawn[:most]
    graph = graph_of(connection, kept, filters)
    graph.graph["is_cut"] = len(drawn) > len(kept)
    graph.graph["rests"] = rests(connection, given, graph, filters)
    return graph


def _first_of_roles(
    connection: duckdb.DuckDBPyConnection, entity_ids: list[str], filters: Filters
) -> list[str]:
    """Who is drawn beside the entities, role by role in turn: no role crowds out another."""
    rows = _rows(connection, entity_ids, filters)
    near = [row for row in rows if _is_first(row)]
    sponsored = [
        row["other_id"] for row in near if row["link_type"] in funds() and not row["is_outward"]
    ]
    given = [
        row
        for row in _rows(connection, sponsored, filters)
        if row["link_type"] in gifts() and row["is_outward"] and _is_first(row)
    ]
    # Stable: the roles keep their order, the first of each stand before the second of any.
    near.sort(key=lambda row: row["place"])
    return [row["other_id"] for row in [*near, *given]]


def _rows(
    connection: duckdb.DuckDBPyConnection, entity_ids: list[str], filters: Filters
) -> list[dict[str, Any]]:
    """The first of each role around the entities."""
    if not entity_ids:
        return []
    return query_rows(
        connection, _FIRST, {"entities": entity_ids, "most": FIRST + 1, **filters.values}
    )


def _is_first(row: Mapping[str, Any]) -> bool:
    """Whether a neighbour is drawn before anything is opened: a crowd is a count alone."""
    if row["link_type"] in crowds():
        return bool(row["members"] <= CROWD)
    # A count of one would take the room of the one.
    return bool(row["place"] <= FIRST or row["members"] == FIRST + 1)


def rests(
    connection: duckdb.DuckDBPyConnection,
    entity_ids: Iterable[str],
    drawn: nx.MultiDiGraph,
    filters: Filters = EVERY_LINK,
) -> list[Rest]:
    """What of each role around these entities is not drawn; of firms' funds their recipients."""
    whole = {entity_id for entity_id in entity_ids if entity_id in drawn}
    sponsored = {
        origin
        for origin, target, data in drawn.edges(data=True)
        if data["link_type"] in funds() and target in whole
    }
    if not whole:
        return []
    asked = {"entities": sorted(whole | sponsored), "kept": sorted(drawn), **filters.values}
    found = [Rest(**row) for row in query_rows(connection, _REST, asked)]
    return [
        rest
        for rest in found
        if rest.entity_id in whole or (rest.link_type in gifts() and rest.is_outward)
    ]


def more_of(
    connection: duckdb.DuckDBPyConnection,
    opened_id: str,
    kept: Iterable[str],
    filters: Filters = EVERY_LINK,
) -> list[str]:
    """Whom opening an entity, or the rest of a role, adds to those that are kept."""
    known = list(kept)
    rest = Rest.of(opened_id)
    if rest is None:
        near = dict.fromkeys(_first_of_roles(connection, [opened_id], filters))
        return [entity_id for entity_id in near if entity_id not in set(known)][:MORE]
    asked = {
        "entity": rest.entity_id,
        "link_type": rest.link_type,
        "outward": rest.is_outward,
        "kept": known,
        "most": MORE,
    }
    rows = run_query(connection, _REST_FIRST, asked | filters.values).fetchall()
    return [row[0] for row in rows]


def link_count(
    connection: duckdb.DuckDBPyConnection, entity_ids: Iterable[str], filters: Filters = EVERY_LINK
) -> int:
    """How many links of these entities pass the filters."""
    asked = {"entities": sorted(set(entity_ids)), **filters.values}
    return int(query_rows(connection, _COUNT, asked)[0]["link_count"])
