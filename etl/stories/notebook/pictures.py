"""The picture of a case's graph, and the links that it shows."""

from __future__ import annotations

import duckdb

from etl.common.about import read_day, read_notices
from etl.graph.layout import positions
from etl.graph.picture import pictured
from etl.graph.slices import Filters, case_graph
from etl.graph.svg import Lettering, svg_bytes


def case_picture(engine: duckdb.DuckDBPyConnection, case_id: str) -> tuple[str, list[str]]:
    """The case's graph as SVG, and the ids of its links in order."""
    graph = case_graph(engine, case_id, Filters())
    notice = " ".join([f"Built as of {read_day(engine)}.", *read_notices(engine)])
    words = Lettering(f"Throughline: the case {case_id}", notice)
    picture = svg_bytes(pictured(graph, positions(graph)), words).decode()
    return picture, sorted(key for _, _, key in graph.edges(keys=True))
