"""The graph on a canvas: nodes by shape and colour, edges by money and by how they are known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from dashboards.base.kinds import KINDS
from dashboards.base.texts import count_of, period, plain
from dashboards.graph.drawing import Drawing
from etl.graph.layout import Place
from etl.graph.signs import (
    DASHES,
    edge_label,
    edge_line,
    edge_width,
    legend_words,
    node_label,
)

ASSETS = Path(__file__).parents[1] / "assets"


def canvas_data(drawn: Drawing) -> dict[str, Any]:
    """What the canvas draws, as short rows: two thousand nodes go to the browser at every click."""
    return {
        "kinds": {name: (kind.title, kind.shape, kind.colour) for name, kind in KINDS.items()},
        "meant": legend_words(),
        "dashes": DASHES,
        "nodes": [
            _node(node, data, drawn.places[node]) for node, data in drawn.graph.nodes(data=True)
        ],
        "edges": [_edge(data) for _, _, data in drawn.graph.edges(data=True)],
    }


def _node(node: str, data: dict[str, Any], place: Place) -> list[Any]:
    """Id, label, kind, place on the canvas, and what the tip says: name, place, links."""
    # Plain: the names go into the page by script, not through Streamlit's escapes.
    facts = [plain(data["name"], 120), plain(data["place"] or "", 60)]
    links = count_of(data["link_count"], "link") + " in the records loaded"
    return [node, node_label(data["name"]), data["kind"], *place, *facts, links]


def _edge(data: dict[str, Any]) -> list[Any]:
    """Id, ends, label, width, line, and what the tip says: type and dates."""
    words = [data["link_type"].replace("_", " "), period(data["first_date"], data["last_date"])]
    drawn = [edge_label(data), edge_width(data), edge_line(data)]
    return [data["link_id"], data["from_id"], data["to_id"], *drawn, *words]


@st.cache_resource
def _canvas() -> Any:
    """The canvas component: Cytoscape.js and our glue, both shipped with the project."""
    library = (ASSETS / "cytoscape.min.js").read_text(encoding="utf-8")
    glue = (ASSETS / "graph.js").read_text(encoding="utf-8")
    return st.components.v2.component(
        "throughline_graph",
        html=(ASSETS / "graph.html").read_text(encoding="utf-8"),
        css=(ASSETS / "graph.css").read_text(encoding="utf-8"),
        # One script: a component has no way to load a second file, and the page loads nothing from
        # elsewhere.
        js=library + "\n" + glue,
        isolate_styles=False,
    )


def graph_canvas(
    drawn: Drawing, chosen: set[str], told: dict[str, str], pick: Callable[[str, str], None]
) -> None:
    """Draw the graph; `pick` gets the kind and id of what is clicked.

    `told`: `view`, which names the question (another one is fitted into the box anew), and
    `notice`, which is written under a picture.
    """
    _canvas()(
        # Sorted: a set in another order would count as other data and draw anew.
        data={**canvas_data(drawn), "chosen": sorted(chosen), **told},
        key="canvas",
        on_picked_change=lambda: _hand_on(pick),
    )


def _hand_on(pick: Callable[[str, str], None]) -> None:
    """Hand on what was clicked."""
    picked = st.session_state["canvas"]["picked"]
    if picked:
        pick(picked["kind"], picked["id"])


def legend() -> None:
    """Kinds by shape and colour, lines by how they are known."""
    kinds = [
        f'<span><span aria-hidden="true" style="color:{kind.colour};font-size:1.1rem">{kind.mark}'
        f"</span> {kind.title}</span>"
        for kind in KINDS.values()
    ]
    lines = [f"<span>{_stroke(line)} {meant}</span>" for line, meant in legend_words().items()]
    row = '<div style="display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;font-size:.9rem">'
    st.html("".join(f"{row}{''.join(items)}</div>" for items in (kinds, lines)))
    st.caption("A line grows with the money and points from who gives, works or sits.")


def _stroke(line: str) -> str:
    """A short sample of a line; st.html lets styles through, and no SVG."""
    colour, at, stops = "#8a8f98", 0, []
    # Dash and gap in turn, as in SVG; a solid line is one dash of the whole width.
    for number, length in enumerate(DASHES[line] or (46,)):
        stops.append(f"{'transparent' if number % 2 else colour} {at}px {at + length}px")
        at += length
    drawn = f"background:repeating-linear-gradient(90deg,{','.join(stops)})"
    return (
        '<span aria-hidden="true" style="display:inline-block;width:46px;height:3px;'
        f'vertical-align:middle;margin-right:6px;{drawn}"></span>'
    )
