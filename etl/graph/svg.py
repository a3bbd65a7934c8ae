"""A drawn graph as SVG: shapes, lines and labels, with the notice and what the signs mean."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
from html import escape

from etl.common.kinds import KINDS
from etl.common.words import plain
from etl.graph.layout import Place
from etl.graph.picture import PILLS, Picture, Spot, Stroke
from etl.graph.signs import DASHES, TONES, legend_words, tone_words

RADIUS, MARGIN = 11.0, 90.0
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


@dataclass(frozen=True)
class Lettering:
    """What stands around a picture."""

    title: str
    notice: str
    caption: str = ""


def svg_bytes(picture: Picture, words: Lettering) -> bytes:
    """The picture as SVG on white, its title above, caption, legend, and the notice below."""
    places = {spot.node_id: spot.place for spot in picture.spots}
    left, top, width, height = _box(list(places.values()))
    above, below = _wrapped(words.title, width), _below(picture, words, width)
    top -= 24 * len(above) + 10
    height += 24 * len(above) + 10
    whole = height + 18 * len(below) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{left:.0f} {top:.0f} '
        f'{width:.0f} {whole:.0f}" width="{width:.0f}" height="{whole:.0f}" '
        'font-family="sans-serif">',
        f"<title>{_xml(words.title)}</title>",
        f"<desc>{_xml(_describe(picture, words.notice), 20_000)}</desc>",
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{whole:.0f}" '
        'fill="#ffffff"/>',
        *_rows(above, (left + 20, top + 30), 24, 18),
        *_edges(picture, places),
        *(_node(spot) for spot in sorted(picture.spots, key=lambda spot: spot.node_id)),
        *_rows(below, (left + 20, top + height + 18), 18, 13),
        "</svg>",
    ]
    return "\n".join(parts).encode()


def _rows(lines: list[str], start: Place, step: float, size: int) -> list[str]:
    """Lines of text one below the other."""
    x, y = start
    return [
        f'<text x="{x:.0f}" y="{y + step * row:.0f}" font-size="{size}" fill="{TEXT}">'
        f"{_xml(line)}</text>"
        for row, line in enumerate(lines)
    ]


def _xml(text: object, length: int = NAME_LENGTH) -> str:
    # `plain` takes out what XML cannot hold (control signs), `escape` what it would read as markup.
    return escape(plain(text, length))


def _describe(picture: Picture, notice: str) -> str:
    """What the picture shows, in words."""
    lines = "; ".join(f"{line}: {meant}" for line, meant in legend_words().items())
    counts = f"{len(picture.spots)} nodes and {len(picture.lines)} lines."
    return f"{counts} Lines: {lines}. {notice}"


def _below(picture: Picture, words: Lettering, width: float) -> list[str]:
    """Caption, legend of what is drawn, and notice, in lines of the picture's width."""
    texts = [words.caption, *legend_lines(picture), words.notice]
    return [row for text in texts if text for row in _wrapped(text, width)]


def _wrapped(text: str, width: float) -> list[str]:
    # A letter of 13 pixels is about 7 wide; SVG breaks no lines itself.
    return textwrap.wrap(plain(text, 20_000), max(60, int(width / 7.6)))


def legend_lines(picture: Picture) -> list[str]:
    """What marks, colours and lines of this picture mean."""
    kinds = [kind for name, kind in KINDS.items() if any(s.kind == name for s in picture.spots)]
    tones = [tone for tone in TONES if any(line.tone == tone for line in picture.lines)]
    blue = [tone_words()[tone] for tone in tones if tone != "other"]
    grey = f"grey: {tone_words()['other'].lower()}" if "other" in tones else ""
    colours = [f"Blue lines, dark to light: {', '.join(blue)}" if blue else "", grey]
    styles = {line.line for line in picture.lines}
    dashes = [f"{name}: {meant}" for name, meant in legend_words().items() if name in styles]
    days = f"Lines that may hold in {picture.year}." if picture.year else ""
    return [
        ", ".join(f"{kind.mark} {kind.title}" for kind in kinds),
        "; ".join(filter(None, colours)),
        "; ".join(dashes),
        days,
    ]


def _box(places: list[Place]) -> tuple[float, float, float, float]:
    """Left, top, width and height with room for labels."""
    xs, ys = zip(*places, strict=True) if places else ((0.0,), (0.0,))
    width = max(max(xs) - min(xs) + 2 * MARGIN, 640.0)
    return min(xs) - MARGIN, min(ys) - MARGIN, width, max(ys) - min(ys) + 2 * MARGIN


def _node(spot: Spot) -> str:
    """A node's shape with its label below, or a pill around it; its whole name as a title."""
    x, y = spot.place
    colour = KINDS[spot.kind].colour if spot.kind in KINDS else LINE_COLOUR
    lines = spot.label.split("\n")
    is_pill = spot.look in PILLS
    first = y + (5 - 7.5 * (len(lines) - 1) if is_pill else RADIUS + 14)
    tspans = "".join(
        f'<tspan x="{x:.1f}" dy="{0 if row == 0 else 15}">{_xml(line)}</tspan>'
        for row, line in enumerate(lines)
    )
    wide, high = max(map(len, lines)) * 8 + 16, 15 * len(lines) + 8
    shape = (
        f'<rect x="{x - wide / 2:.1f}" y="{y - high / 2:.1f}" width="{wide}" height="{high}" '
        f'rx="10" fill="#ffffff" stroke="{colour}" stroke-width="2"/>'
        if is_pill
        else _shape(KINDS[spot.kind].shape, colour, spot.place)
    )
    halo = "" if is_pill else ' paint-order="stroke" stroke="#ffffff" stroke-width="4"'
    title = KINDS[spot.kind].title if spot.kind in KINDS else "folded"
    return (
        f"<g><title>{_xml(spot.name)}, {title}</title>{shape}"
        f'<text y="{first:.1f}" font-size="13" text-anchor="middle" fill="{TEXT}"{halo}>'
        f"{tspans}</text></g>"
    )


def _shape(shape: str, colour: str, at: Place) -> str:
    x, y = at
    if shape == "round-rectangle":
        corner = f'x="{x - RADIUS:.1f}" y="{y - RADIUS:.1f}"'
        return f'<rect {corner} width="22" height="22" rx="5" fill="{colour}"/>'
    if shape not in OUTLINES:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}" fill="{colour}"/>'
    points = " ".join(f"{x + RADIUS * a:.1f},{y + RADIUS * b:.1f}" for a, b in OUTLINES[shape])
    return f'<polygon points="{points}" fill="{colour}"/>'


def _edges(picture: Picture, nodes: dict[str, Place]) -> list[str]:
    """Every line; those between the same two ends bend apart."""
    beside: dict[tuple[str, ...], int] = {}
    parts = []
    for line in picture.lines:
        pair = tuple(sorted((line.from_id, line.to_id)))
        number = beside[pair] = beside.get(pair, -1) + 1
        # Straight, then one to each side in turn, farther out each time.
        bend = (number + 1) // 2 * 40.0 * (1 if number % 2 else -1)
        # A side is one of the pair's, and a link the other way round sees it mirrored.
        if line.from_id != pair[0]:
            bend = -bend
        parts.append(_edge(line, (nodes[line.from_id], nodes[line.to_id]), bend))
    return parts


def _edge(line: Stroke, ends: tuple[Place, Place], bend: float) -> str:
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
    dashes = " ".join(map(str, DASHES[line.line]))
    colour = TONES[line.tone][0]
    # The middle of a quadratic curve: a quarter of each end, a half of the point that pulls it.
    middle = ((x1 + x2) / 4 + over[0] / 2, (y1 + y2) / 4 + over[1] / 2)
    turn = math.degrees(math.atan2(y2 - y1, x2 - x1))
    turn -= 180 * round(turn / 180)  # never upside down
    return (
        f'<g><path d="{path}" fill="none" stroke="{colour}" stroke-width="{line.width}"'
        + (f' stroke-dasharray="{dashes}"' if dashes else "")
        + f"/>{_head(tip, over, colour)}"
        f'<text transform="translate({middle[0]:.1f} {middle[1]:.1f}) rotate({turn:.0f})" '
        'y="3" font-size="10" text-anchor="middle" '
        f'fill="{TEXT}" paint-order="stroke" stroke="#ffffff" stroke-width="3">'
        f"{_xml(line.label)}</text></g>"
    )


def _towards(end: Place, origin: Place) -> Place:
    """The point at a node's rim on the side of the origin."""
    far = math.hypot(end[0] - origin[0], end[1] - origin[1]) or 1.0
    near = (RADIUS + 2) / far
    return end[0] + (origin[0] - end[0]) * near, end[1] + (origin[1] - end[1]) * near


def _head(tip: Place, origin: Place, colour: str) -> str:
    """An arrowhead whose point is at the rim."""
    turn = math.atan2(tip[1] - origin[1], tip[0] - origin[0])
    wings = [(tip[0] - 11 * math.cos(turn + w), tip[1] - 11 * math.sin(turn + w))
             for w in (0.45, -0.45)]  # fmt: skip
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (tip, *wings))
    return f'<polygon points="{points}" fill="{colour}"/>'
