"""How a drawn graph speaks: labels, the width of a line, and the line that says how it is known."""

from __future__ import annotations

import textwrap
from math import log10
from typing import Any

from etl.common.words import plain, short_dollars

LINE, LINES = 17, 2
CERTAIN = 0.95
PROBABLE, PUBLISHED = "dashed", "dotted"
DASHES = {"solid": (), "dashed": (9, 5), "dotted": (2, 5), "dashdot": (10, 4, 2, 4)}
MEANT = {
    "solid": "our sum of records, or a stated role",
    "dashed": "only probable: the names agree, or the score is below 0.95",
    "dotted": "a total that someone else published, not our sum",
    "dashdot": "someone else's total, and only probable",
}


def node_label(name: object) -> str:
    """A name on two lines at most."""
    lines = textwrap.wrap(plain(name, 120), LINE, break_long_words=True) or [""]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1][: LINE - 1] + "…"]
    return "\n".join(lines)


def edge_label(edge: dict[str, Any]) -> str:
    """What stands on an edge: money, or the role."""
    if edge["amount_usd"] is None:
        return plain(edge["label"] or "", 24)
    return short_dollars(edge["amount_usd"])


def edge_width(edge: dict[str, Any]) -> float:
    """Width in pixels: it grows with each power of ten."""
    amount = abs(float(edge["amount_usd"] or 0))
    return round(1.5 + (log10(amount) if amount >= 1 else 0) * 0.7, 2)


def edge_line(edge: dict[str, Any]) -> str:
    """The line that says how an edge is known: see MEANT."""
    is_probable = edge["basis"] in ("exact_name", "similar_name") or edge["strength"] < CERTAIN
    if edge["amount_basis"] == "published_total":
        return "dashdot" if is_probable else PUBLISHED
    return PROBABLE if is_probable else "solid"
