"""Entities and links as GEXF, with the days of links where they are known."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.sax.saxutils import escape

import duckdb
import networkx as nx

from etl.common.about import read_day
from etl.common.kinds import KINDS
from etl.exports.networks import chosen_graph, columns
from etl.exports.package import Held

TITLE = "Entities and links as GEXF"
HOWTO = (
    "graph.gexf opens in Gephi (colours by kind, and a time line over the days of links) and in "
    "networkx (`networkx.read_gexf('graph.gexf')`). The notice is the file's description; of very "
    "long texts the first 400 characters stand here."
)
FILE = "graph.gexf"


def write(engine: duckdb.DuckDBPyConnection, folder: Path) -> list[Held]:
    """One file; raises ThroughlineError for more links than a graph program can hold."""
    graph = chosen_graph(engine)
    # GEXF has no attributes of a graph: the notice becomes the file's description.
    notice = graph.graph.pop("notice")
    graph.graph["mode"] = "dynamic"
    for _, data in graph.nodes(data=True):
        data["label"] = data.get("name", "")
        colour = KINDS[data["kind"]].colour
        parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        data["viz"] = {"color": dict(zip(("r", "g", "b", "a"), [*parts, 1.0], strict=True))}
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["id"] = key
        for name, day in (("start", data.get("first_date")), ("end", data.get("last_date"))):
            if day:
                data[name] = day
    made = io.BytesIO()
    nx.write_gexf(graph, made, version="1.2draft")
    text = _describe(made.getvalue().decode(), notice, read_day(engine))
    (folder / FILE).write_text(text, encoding="utf-8")
    about = f"{len(graph):,} entities as nodes, and their links as edges"
    return [Held(FILE, graph.number_of_edges(), about, columns())]


def _describe(text: str, notice: str, built: str) -> str:
    """The file with the notice, and the day of the build in place of the clock's."""
    # networkx writes the clock's day.
    text = re.sub(r'lastmodifieddate="[^"]*"', f'lastmodifieddate="{built}"', text, count=1)
    described = f"<description>{escape(notice)}</description></meta>"
    # By a function: in a plain text backslashes would be read as groups.
    return re.sub(r"</meta>", lambda _: described, text, count=1)
