"""The picture of a case's graph, and the links that it shows."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import networkx as nx

from etl.common.about import read_day, read_notices
from etl.graph.layout import Place, positions
from etl.graph.slices import Filters, case_graph
from etl.graph.svg import svg_bytes


@dataclass(frozen=True)
class _Drawn:
    """A graph with a place for every node."""

    graph: nx.MultiDiGraph
    places: dict[str, Place]


def case_picture(engine: duckdb.DuckDBPyConnection, case_id: str) -> tuple[str, list[str]]:
    """The case's graph as SVG, and the ids of its links in order."""
    graph = case_graph(engine, case_id, Filters())
    notice = " ".join([f"Built as of {read_day(engine)}.", *read_notices(engine)])
    drawn = _Drawn(graph, positions(graph))
    picture = svg_bytes(drawn, f"Throughline: the case {case_id}", notice).decode()
    return picture, sorted(key for _, _, key in graph.edges(keys=True))
