"""marts.edge → networkx: bounded neighbourhoods, case graphs, and stable positions."""

from __future__ import annotations

from typing import Any

import duckdb
import networkx as nx
import numpy as np

_EDGE_COLUMNS = (
    "link_id, link_type, from_id, to_id, first_date, last_date, amount_usd, amount_basis, "
    "record_count, basis, score, label"
)
_ORDER = "abs(coalesce(amount_usd, 0)) desc, record_count desc, link_id"


def neighbourhood(
    connection: duckdb.DuckDBPyConnection,
    entity_ids: list[str],
    hops: int = 2,
    max_nodes: int = 120,
) -> nx.MultiDiGraph:
    """Entities within `hops` links of the given ones, at most `max_nodes`, largest money first.

    The graph's attribute `is_cut` says whether anything within the hops was left out. Equal
    inputs give equal graphs.
    """
    kept = dict.fromkeys(entity_ids)
    frontier, is_cut = list(entity_ids), False
    for _ in range(hops):
        ends = connection.execute(
            "select from_id, to_id from marts.edge where from_id in (select unnest(?)) "
            f"or to_id in (select unnest(?)) order by {_ORDER}",
            [frontier, frontier],
        ).fetchall()
        reached = dict.fromkeys(end for pair in ends for end in pair if end not in kept)
        fitting = list(reached)[: max_nodes - len(kept)]
        is_cut = is_cut or len(fitting) < len(reached)
        kept.update(dict.fromkeys(fitting))
        frontier = fitting
        if not frontier:
            break
    graph = _graph_of(connection, list(kept))
    graph.graph["is_cut"] = is_cut
    return graph


def case_graph(connection: duckdb.DuckDBPyConnection, case_id: str) -> nx.MultiDiGraph:
    """Every entity of a case and the links among them; entities without a link are left out."""
    rows = connection.execute(
        "select entity_id from marts.case_entity where case_id = ? order by entity_id", [case_id]
    ).fetchall()
    graph = _graph_of(connection, [entity_id for (entity_id,) in rows])
    graph.remove_nodes_from([node for node, degree in list(graph.degree) if degree == 0])
    graph.graph["is_cut"] = False
    return graph


def _graph_of(connection: duckdb.DuckDBPyConnection, entity_ids: list[str]) -> nx.MultiDiGraph:
    """The entities and all links that have both ends among them."""
    graph = nx.MultiDiGraph()
    nodes = connection.execute(
        "select entity_id, entity_kind, name, place, link_count from marts.entity "
        "where entity_id in (select unnest(?)) order by entity_id",
        [entity_ids],
    ).fetchall()
    for entity_id, kind, name, place, link_count in nodes:
        graph.add_node(entity_id, kind=kind, name=name, place=place, link_count=link_count)
    for row in _rows(connection, entity_ids):
        graph.add_edge(row["from_id"], row["to_id"], key=row["link_id"], **row)
    return graph


def _rows(connection: duckdb.DuckDBPyConnection, entity_ids: list[str]) -> list[dict[str, Any]]:
    """The links among the entities as mappings."""
    cursor = connection.execute(
        f"select {_EDGE_COLUMNS} from marts.edge where from_id in (select unnest(?)) "
        f"and to_id in (select unnest(?)) order by {_ORDER}",
        [entity_ids, entity_ids],
    )
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def positions(graph: nx.MultiDiGraph, size: float = 620.0) -> dict[str, tuple[float, float]]:
    """A place for every node, in pixels; the same graph gives the same places."""
    if graph.number_of_nodes() == 0:
        return {}
    plain = nx.Graph()
    plain.add_nodes_from(sorted(graph.nodes))
    plain.add_edges_from(sorted({tuple(sorted(edge[:2])) for edge in graph.edges}))
    spread = 2.2 / max(1.0, plain.number_of_nodes() ** 0.5)
    placed = nx.spring_layout(plain, k=spread, iterations=150, seed=7)
    nodes = list(placed)
    scale = size * max(1.0, (len(nodes) / 25) ** 0.5)
    points = np.array([placed[node] for node in nodes]) * [scale, scale * 0.62]
    return {
        node: (round(float(x), 1), round(float(y), 1))
        for node, (x, y) in zip(nodes, _apart(points), strict=True)
    }


def _apart(points: Any, width: float = 105.0, height: float = 78.0) -> Any:
    """Points moved until no two labels of that size overlap (at most 120 small steps)."""
    for _ in range(120):
        between = points[:, None, :] - points[None, :, :]
        overlap = np.array([width, height]) - np.abs(between)
        is_close = (overlap > 0).all(axis=2) & ~np.eye(len(points), dtype=bool)
        if not is_close.any():
            break
        shorter = overlap[..., 0] / width < overlap[..., 1] / height
        push = np.where(between >= 0, 1.0, -1.0) * overlap * 0.26
        push[..., 0] *= shorter
        push[..., 1] *= ~shorter
        points = points + (push * is_close[..., None]).sum(axis=1).clip(-40, 40)
    return points
