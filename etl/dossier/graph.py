"""The graph of a dossier: who stands next to whom."""

from __future__ import annotations

import duckdb
import networkx as nx

from etl.common.database import query_rows
from etl.common.queries import read_query
from etl.graph.layout import positions
from etl.graph.picture import pictured
from etl.graph.slices import Filters, neighbourhood
from etl.graph.svg import Lettering, svg_bytes

MOST_NODES = 60


def graph_picture(source: duckdb.DuckDBPyConnection, ids: list[str], notice: str) -> bytes:
    """The entities next to the subjects as SVG.

    People whom only their own gifts tie to what is drawn are left out, unless they are subjects:
    a dossier about a committee is no list of who gave to it.
    """
    # Links that tie hundreds of employees to a firm would hide everything else.
    types = query_rows(source, read_query("about/link_type"))
    drawn = tuple(row["link_type"] for row in types if row["drawn"] != "crowd")
    only_money = {row["link_type"] for row in types if row["section"] in ("gifts", "employers")}
    graph = neighbourhood(source, ids, 1, MOST_NODES, Filters(link_types=drawn))
    givers = [
        node
        for node, data in graph.nodes(data=True)
        if node not in ids
        and data["kind"] == "person"
        and {link["link_type"] for *_, link in _links(graph, node)} <= only_money
    ]
    graph.remove_nodes_from(givers)
    return svg_bytes(
        pictured(graph, positions(graph)), Lettering("Who stands next to whom", notice)
    )


def _links(graph: nx.MultiDiGraph, node: str) -> list[tuple[str, str, dict[str, str]]]:
    """The links of a node in either direction."""
    return [*graph.in_edges(node, data=True), *graph.out_edges(node, data=True)]
