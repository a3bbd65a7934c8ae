"""A drawn graph as SVG: shapes, lines and labels, with the notice and what the signs mean."""

from __future__ import annotations

import math
import textwrap
from html import escape
from typing import Any, Protocol

import networkx as nx

from etl.common.kinds import KINDS
from etl.common.words import plain
from etl.graph.layout import Place
from etl.graph.signs import (
    DASHES,
    edge_label,
    edge_line,
    edge_width,
    legend_words,
    node_label,
)

RADIUS, MARGIN = 17.0, 110.0
TEXT, LINE_COLOUR = "#222222", "#8a8f98"
NAME_LENGTH = 400
_STAR: list[tuple[float, float]] = [(r * math.sin(k * math.pi / 5), -r * math.cos(k * math.pi / 5))
         for k in range(10) for r in [1.0 if k % 2 == 0 else 0.45]]  # fmt: skip
OUTLINES: dict[str, list[tuple[float, float]]] = {
    "diamond": [(0, -1), (1, 0), (0, 1), (-1, 0)],
    "triangle": [(0, -1), (1, 0.9), (-1, 0.9)],
    "hexagon": [(-1, 0), (-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87)],
    "star": _STAR,
}


class Placed(Protocol):
    """A graph with a place for every node."""

    @property
    def graph(self) -> nx.MultiDiGraph:
        """Nodes with name and kind, edges as etl.graph.slices gives them."""

    @property
    def places(self) -> dict[str, Place]:
        """Where each node stands, in pixels."""


def svg_bytes(drawn: Placed, title: str, notice: str) -> bytes:
    """The graph as SVG on white: shapes, lines and labels as on the canvas, the notice below."""
    nodes = {node: drawn.places[node] for node in drawn.graph}
    left, top, width, height = _box(list(nodes.values()))
    notes = _notes(notice, width)
    whole = height + 18 * len(notes) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{left:.0f} {top:.0f} '
        f'{width:.0f} {whole:.0f}" width="{width:.0f}" height="{whole:.0f}" '
        'font-family="sans-serif">',
        f"<title>{_xml(title)}</title>",
        f"<desc>{_xml(_describe(drawn, notice), 20_000)}</desc>",
        f'<rect x="{left:.0f}" y="{top:.0f}" width="100%" height="100%" fill="#ffffff"/>',
        *_edges(drawn, nodes),
        *(_node(drawn.graph.nodes[node], at) for node, at in sorted(nodes.items())),
        *(
            f'<text x="{left + 20:.0f}" y="{top + height + 18 * (row + 1):.0f}" font-size="13" '
            f'fill="{TEXT}">{_xml(line)}</text>'
            for row, line in enumerate(notes)
        ),
        "</svg>",
    ]
    return "\n".join(parts).encode()


def _xml(text: object, length: int = NAME_LENGTH) -> str:
    # `plain` takes out what XML cannot hold (control signs), `escape` what it would read as markup.
    return escape(plain(text, length))


def _describe(drawn: Placed, notice: str) -> str:
    """What the picture shows, in words."""
    lines = "; ".join(f"{line}: {meant}" for line, meant in legend_words().items())
    counts = f"{len(drawn.graph)} nodes and {drawn.graph.number_of_edges()} links."
    return f"{counts} Lines: {lines}. {notice}"


def _notes(notice: str, width: float) -> list[str]:
    """The legend of kinds and lines, and the notice, in lines of the picture's width."""
    kinds = ", ".join(f"{kind.mark} {kind.title}" for kind in KINDS.values())
    lines = "; ".join(f"{line}: {meant}" for line, meant in legend_words().items())
    # A letter of 13 pixels is about 7 wide; SVG breaks no lines itself.
    letters = max(60, int(width / 7.2))
    return [row for text in (kinds, lines, notice) for row in textwrap.wrap(text, letters)]


def _box(places: list[Place]) -> tuple[float, float, float, float]:
    """Left, top, width and height with room for labels."""
    xs, ys = zip(*places, strict=True) if places else ((0.0,), (0.0,))
    width = max(max(xs) - min(xs) + 2 * MARGIN, 640.0)
    return min(xs) - MARGIN, min(ys) - MARGIN, width, max(ys) - min(ys) + 2 * MARGIN


def _node(data: dict[str, Any], at: Place) -> str:
    """A node's shape, its full name as a title, and its label below."""
    kind = KINDS[data["kind"]]
    x, y = at
    lines = "".join(
        f'<tspan x="{x:.1f}" dy="{0 if row == 0 else 15}">{_xml(line)}</tspan>'
        for row, line in enumerate(node_label(data["name"]).split("\n"))
    )
    return (
        f"<g><title>{_xml(data['name'])}, {kind.title}</title>{_shape(kind.shape, kind.colour, at)}"
        f'<text y="{y + RADIUS + 17:.1f}" font-size="13" text-anchor="middle" fill="{TEXT}" '
        f'paint-order="stroke" stroke="#ffffff" stroke-width="4">{lines}</text></g>'
    )


def _shape(shape: str, colour: str, at: Place) -> str:
    x, y = at
    if shape == "round-rectangle":
        corner = f'x="{x - RADIUS:.1f}" y="{y - RADIUS:.1f}"'
        return f'<rect {corner} width="34" height="34" rx="7" fill="{colour}"/>'
    if shape not in OUTLINES:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}" fill="{colour}"/>'
    points = " ".join(f"{x + RADIUS * a:.1f},{y + RADIUS * b:.1f}" for a, b in OUTLINES[shape])
    return f'<polygon points="{points}" fill="{colour}"/>'


def _edges(drawn: Placed, nodes: dict[str, Place]) -> list[str]:
    """Every link; those between the same two entities bend apart."""
    beside: dict[tuple[str, ...], int] = {}
    parts = []
    for _, _, data in drawn.graph.edges(data=True):
        pair = tuple(sorted((data["from_id"], data["to_id"])))
        number = beside[pair] = beside.get(pair, -1) + 1
        # Straight, then one to each side in turn, farther out each time.
        bend = (number + 1) // 2 * 40.0 * (1 if number % 2 else -1)
        # A side is one of the pair's, and a link the other way round sees it mirrored.
        if data["from_id"] != pair[0]:
            bend = -bend
        parts.append(_edge(data, (nodes[data["from_id"]], nodes[data["to_id"]]), bend))
    return parts


def _edge(data: dict[str, Any], ends: tuple[Place, Place], bend: float) -> str:
    """A line with an arrowhead and what stands on it."""
    (x1, y1), (x2, y2) = ends
    # 1 marks a link from an entity to itself, which is drawn as a loop below.
    far = math.hypot(x2 - x1, y2 - y1) or 1.0
    across = ((y2 - y1) / far, -(x2 - x1) / far)
    over = ((x1 + x2) / 2 + across[0] * bend, (y1 + y2) / 2 + across[1] * bend)
    tip = _towards((x2, y2), over if far > 1 else (x2 + 40, y2 - 60))
    path = f"M{x1:.1f} {y1:.1f} Q{over[0]:.1f} {over[1]:.1f} {tip[0]:.1f} {tip[1]:.1f}"
    if far == 1.0:
        path = f"M{x1:.1f} {y1:.1f} C{x1 - 60:.1f} {y1 - 80:.1f} {x1 + 60:.1f} {y1 - 80:.1f} "
        path += f"{tip[0]:.1f} {tip[1]:.1f}"
    dashes = " ".join(map(str, DASHES[edge_line(data)]))
    # The middle of a quadratic curve: a quarter of each end, a half of the point that pulls it.
    middle = ((x1 + x2) / 4 + over[0] / 2, (y1 + y2) / 4 + over[1] / 2)
    turn = math.degrees(math.atan2(y2 - y1, x2 - x1))
    turn -= 180 * round(turn / 180)  # never upside down
    return (
        f'<g><path d="{path}" fill="none" stroke="{LINE_COLOUR}" '
        f'stroke-width="{edge_width(data)}"'
        + (f' stroke-dasharray="{dashes}"' if dashes else "")
        + f"/>{_head(tip, over)}"
        f'<text transform="translate({middle[0]:.1f} {middle[1]:.1f}) rotate({turn:.0f})" '
        'y="3" font-size="10" text-anchor="middle" '
        f'fill="{TEXT}" paint-order="stroke" stroke="#ffffff" stroke-width="3">'
        f"{_xml(edge_label(data))}</text></g>"
    )


def _towards(end: Place, origin: Place) -> Place:
    """The point at a node's rim on the side of the origin."""
    far = math.hypot(end[0] - origin[0], end[1] - origin[1]) or 1.0
    near = (RADIUS + 2) / far
    return end[0] + (origin[0] - end[0]) * near, end[1] + (origin[1] - end[1]) * near


def _head(tip: Place, origin: Place) -> str:
    """An arrowhead whose point is at the rim."""
    turn = math.atan2(tip[1] - origin[1], tip[0] - origin[0])
    wings = [(tip[0] - 11 * math.cos(turn + w), tip[1] - 11 * math.sin(turn + w))
             for w in (0.45, -0.45)]  # fmt: skip
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (tip, *wings))
    return f'<polygon points="{points}" fill="{LINE_COLOUR}"/>'
