"""How a drawn graph speaks: labels, the width of a line, and the line that says how it is known."""

from __future__ import annotations

import textwrap
from functools import cache
from math import log10
from typing import Any

from etl.common.vocabularies import tie_strengths
from etl.common.words import plain, short_dollars

# What fits into the room that layout.LABEL keeps for a label.
LINE, LINES = 17, 2
DASHES = {"solid": (), "dashed": (9, 5), "dotted": (2, 5), "dashdot": (10, 4, 2, 4)}
# how a line changes where somebody else published the total
PUBLISHED = {"solid": "dotted", "dashed": "dashdot"}


@cache
def lines_by_strength() -> dict[str, str]:
    """The line of each way in which a link is known, strongest first: seeds.tie_strength."""
    return {row["strength"]: row["line"] for row in tie_strengths()}


@cache
def legend_words() -> dict[str, str]:
    """What each line means, in the words of seeds.tie_strength."""
    titles: dict[str, list[str]] = {}
    for row in tie_strengths():
        titles.setdefault(row["line"], []).append(row["title"])
    known = {line: "known by: " + " · ".join(words) for line, words in titles.items()}
    solid, dashed = PUBLISHED
    others = {
        PUBLISHED[solid]: "a total that someone else published, not our sum",
        PUBLISHED[dashed]: f"someone else's total, and {known[dashed]}",
    }
    return known | others


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
    # Sums reach from hundreds to billions: by the amount itself all but the largest would be hairs.
    return round(1.5 + (log10(amount) if amount >= 1 else 0) * 0.7, 2)


def edge_line(edge: dict[str, Any]) -> str:
    """The line that says how an edge is known: see `legend_words`."""
    line = lines_by_strength()[edge["strength"]]
    return PUBLISHED[line] if edge["amount_basis"] == "published_total" else line
