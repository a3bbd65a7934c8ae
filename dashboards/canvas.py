"""The graph on a canvas: nodes by shape and colour, edges by money and by how they are known."""

from __future__ import annotations

from math import log10
from pathlib import Path
from typing import Any

import networkx as nx
import streamlit as st

from dashboards.kinds import KINDS
from dashboards.texts import plain, short_dollars
from etl.graph import positions

ASSETS = Path(__file__).parent / "assets"
LABEL_LENGTH = 40


def edge_label(edge: dict[str, Any]) -> str:
    """What stands on an edge: money, or the role."""
    if edge["amount_usd"] is None:
        return plain(edge["label"] or "", LABEL_LENGTH)
    mark = " published total" if edge["amount_basis"] == "published_total" else ""
    return short_dollars(edge["amount_usd"]) + mark


def canvas_elements(graph: nx.MultiDiGraph, chosen: str | None) -> list[dict[str, Any]]:
    """Nodes and edges for the canvas; every label is text."""
    placed = positions(graph)
    elements: list[dict[str, Any]] = []
    for node, data in graph.nodes(data=True):
        kind = KINDS[data["kind"]]
        x, y = placed[node]
        fields = {
            "id": node,
            "label": plain(data["name"], LABEL_LENGTH),
            "shape": kind.shape,
            "colour": kind.colour,
            "chosen": "yes" if node == chosen else "no",
        }
        elements.append({"group": "nodes", "data": fields, "position": {"x": x, "y": y}})
    for origin, target, data in graph.edges(data=True):
        amount = abs(float(data["amount_usd"] or 0))
        fields = {
            "id": data["link_id"],
            "source": origin,
            "target": target,
            "label": edge_label(data),
            "width": 1.5 + (log10(amount) if amount >= 1 else 0) * 0.7,
            "line": _line(data),
            "chosen": "yes" if data["link_id"] == chosen else "no",
        }
        elements.append({"group": "edges", "data": fields})
    return elements


def _line(edge: dict[str, Any]) -> str:
    """Dashed for someone else's total, dotted where only the names agree."""
    if edge["amount_basis"] == "published_total":
        return "dashed"
    return "dotted" if edge["basis"] in ("exact_name", "similar_name") else "solid"


@st.cache_resource
def _canvas() -> Any:
    """The canvas component: Cytoscape.js and our glue, both shipped with the project."""
    library = (ASSETS / "cytoscape.min.js").read_text(encoding="utf-8")
    glue = (ASSETS / "graph.js").read_text(encoding="utf-8")
    return st.components.v2.component(
        "throughline_graph",
        html='<div class="throughline-graph" role="img" aria-label="Relationship graph; the same '
        'links stand in the table below"></div>',
        css=".throughline-graph{width:100%;height:620px;border:1px solid #8884;border-radius:8px}",
        js=library + "\n" + glue,
        isolate_styles=False,
    )


def graph_canvas(graph: nx.MultiDiGraph, chosen: str | None, key: str) -> None:
    """Draw the graph; a click on a node or an edge is remembered in the page's address."""
    _canvas()(
        data={"elements": canvas_elements(graph, chosen)},
        key=key,
        on_picked_change=lambda: _remember(key),
    )


def _remember(key: str) -> None:
    """Put what was clicked into the address, so that the address reopens this view."""
    picked = st.session_state[key]["picked"]
    if picked and picked["kind"] == "edge":
        st.query_params["edge"] = picked["id"]
    elif picked:
        st.query_params.pop("case", None)
        st.query_params.pop("edge", None)
        st.query_params["entity"] = picked["id"]


def legend() -> None:
    """Kinds by shape and colour, lines by how they are known."""
    items = [
        f'<span><span style="color:{kind.colour};font-size:1.1rem">{kind.mark}</span> '
        f"{kind.title}</span>"
        for kind in KINDS.values()
    ]
    st.html('<div style="display:flex;flex-wrap:wrap;gap:1.2rem">' + "".join(items) + "</div>")
    st.caption(
        "Solid line: our sum of records, or a stated role. Dashed: a total that someone else "
        "published. Dotted: the names agree and nothing more is known. Width grows with money."
    )
