"""The graph on a canvas: what the browser gets, as short rows, and the script that draws it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from dashboards.base.kinds import KINDS
from dashboards.base.texts import plain
from dashboards.graph.drawing import Drawing
from dashboards.graph.view import View
from etl.graph.dragged import short_key
from etl.graph.picture import Picture, Spot, Stroke, years_of
from etl.graph.signs import DASHES, TONES, legend_words, tone_words
from etl.graph.svg import Lettering, legend_lines

ASSETS = Path(__file__).parents[1] / "assets"
FOLDED = ("Folded, with a count", "▢", "round-rectangle", "#7d828b")


def canvas_data(picture: Picture) -> dict[str, Any]:
    """What the canvas draws, as short rows: hundreds of nodes go to the browser at every step."""
    kinds = {name: (k.title, k.mark, k.shape, k.colour) for name, k in KINDS.items()}
    return {
        "kinds": kinds | {"rest": FOLDED, "group": FOLDED},
        "tones": {tone: (*TONES[tone], tone_words()[tone]) for tone in TONES},
        "meant": legend_words(),
        "dashes": DASHES,
        "nodes": [_node(spot) for spot in picture.spots],
        "edges": [_edge(line) for line in picture.lines],
        "years": years_of(picture.lines),
        "legend": legend_lines(picture),
    }


def _node(spot: Spot) -> list[Any]:
    """Id, short key, label, kind, place on the canvas, name, look, and what the tip says."""
    drawn = [spot.node_id, short_key(spot.node_id), spot.label, spot.kind, *spot.place]
    return [*drawn, plain(spot.name, 120), spot.look, list(spot.facts)]


def _edge(line: Stroke) -> list[Any]:
    """Id, ends, label, width, line, colour, type, days, first and last year, whether one link."""
    drawn = [line.link_id, line.from_id, line.to_id, line.label, line.width, line.line, line.tone]
    return [*drawn, line.says, line.days, *line.years, line.is_link]


@st.cache_resource
def _canvas() -> Any:
    """The canvas component: Cytoscape.js and our glue, both shipped with the project."""
    names = ("cytoscape.min.js", "graph_tools.js", "graph_panel.js", "graph.js")
    return st.components.v2.component(
        "throughline_graph",
        html=(ASSETS / "graph.html").read_text(encoding="utf-8"),
        css=(ASSETS / "graph.css").read_text(encoding="utf-8"),
        # One script: a component has no way to load a second file, and the page loads nothing from
        # elsewhere.
        js="\n".join((ASSETS / name).read_text(encoding="utf-8") for name in names),
        isolate_styles=False,
    )


def graph_canvas(view: View, drawn: Drawing, picture: Picture, words: Lettering) -> None:
    """Draw the picture. What is clicked becomes the address, which runs the page again."""
    chosen = {i for i in (view.edge, view.node, *view.subjects) if i}
    _canvas()(
        data={
            **canvas_data(picture),
            # Sorted: a set in another order would count as other data and draw anew.
            "chosen": sorted(chosen),
            "node": view.node,
            "about": [*view.subjects],
            "opened": sorted(drawn.opened),
            "isDragged": bool(view.dressing.at),
            "year": view.dressing.year,
            # Another question is fitted into the box anew.
            "view": repr(view.question),
            "title": words.title,
            "notice": words.notice,
            "caption": words.caption,
        },
        key="canvas",
    )
