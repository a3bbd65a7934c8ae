"""Entities and links as GraphML."""

from __future__ import annotations

from pathlib import Path

import duckdb
import networkx as nx

from etl.exports.networks import chosen_graph, columns
from etl.exports.package import Held

TITLE = "Entities and links as GraphML"
HOWTO = (
    "graph.graphml opens in Gephi, yEd, Cytoscape, igraph and networkx "
    "(`networkx.read_graphml('graph.graphml', force_multigraph=True)`). The notice is an attribute "
    "of the graph; of very long texts the first 400 characters stand here."
)
FILE = "graph.graphml"


def write(engine: duckdb.DuckDBPyConnection, folder: Path) -> list[Held]:
    """One file; raises ThroughlineError for more links than a graph program can hold."""
    graph = chosen_graph(engine)
    nx.write_graphml_xml(graph, folder / FILE)
    about = f"{len(graph):,} entities as nodes, and their links as edges"
    return [Held(FILE, graph.number_of_edges(), about, columns())]
