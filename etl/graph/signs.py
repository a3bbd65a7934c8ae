"""How a drawn graph speaks: words, widths, colours, and the line that says how a link is known."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from functools import cache
from math import log10
from typing import Any

import networkx as nx

from etl.common.vocabularies import link_types, read_vocabulary, tie_strengths
from etl.common.words import plain, short_dollars

# What fits into the room that layout.LABEL keeps for a label.
LINE, LINES = 14, 2
DASHES = {"solid": (), "dashed": (9, 5), "dotted": (2, 5), "dashdot": (10, 4, 2, 4)}
# how a line changes where somebody else published the total
PUBLISHED = {"solid": "dotted", "dashed": "dashdot"}
# Roles of money on one ramp of blue, each with its name: on white, and in the dark. All of them
# stand out from their ground by 3 to 1 at least.
TONES = {
    "contractor": ("#08306b", "#dbe9f8"),
    "pac": ("#134a8e", "#b9d5f2"),
    "founder_investor": ("#2265b0", "#97c0ec"),
    "officer": ("#3a7fc8", "#74a9e3"),
    "employee": ("#5c96d2", "#5590d4"),
    "gift": ("#5f7f9f", "#8fa9c4"),
    "other": ("#7d828b", "#8f959e"),
}
MONEY = ("gifts", "spending")  # sections of links whose money is that of who stands first


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


@cache
def tone_words() -> dict[str, str]:
    """What each colour of a line means: whose money or tie it is."""
    roles = {row["role_code"]: row["title"] for row in read_vocabulary("tie_role")}
    return roles | {"gift": "Gifts of others", "other": "Other links"}


@cache
def _types() -> dict[str, Mapping[str, str]]:
    return {line["link_type"]: line for line in link_types()}


def edge_word(link_type: str) -> str:
    """The role that a link speaks of, in a word: seeds.link_type."""
    line = _types().get(link_type)
    return line["edge_word"] if line else link_type.replace("_", " ")


def many_words(link_type: str, is_outward: bool) -> str:
    """Who stand at the other ends of links of a type, in a word: seeds.link_type."""
    line = _types().get(link_type)
    return line["to_words" if is_outward else "from_words"] if line else "others"


def tones(graph: nx.MultiDiGraph) -> dict[str, str]:
    """The colour of each link by its id: a tie's role; of a gift the role that its giver has."""
    codes = {name: line["role_code"] for name, line in _types().items() if line["role_code"]}
    order = list(TONES)
    roles: dict[str, str] = {}
    for origin, _, data in graph.edges(data=True):
        code = codes.get(data["link_type"])
        if code and order.index(code) < order.index(roles.get(origin, "other")):
            roles[origin] = code
    found = {}
    for origin, _, key, data in graph.edges(keys=True, data=True):
        kind = data["link_type"]
        is_money = kind in _types() and _types()[kind]["section"] in MONEY
        found[key] = codes.get(kind, roles.get(origin, "gift") if is_money else "other")
    return found


def node_label(name: object, lines: int = LINES) -> str:
    """A name on two lines at most."""
    found = textwrap.wrap(plain(name, 120), LINE, break_long_words=True) or [""]
    if len(found) > lines:
        found = [*found[: lines - 1], found[lines - 1][: LINE - 1] + "…"]
    return "\n".join(found)


def edge_label(edge: Mapping[str, Any]) -> str:
    """What stands on an edge: the role in a word, and the money."""
    word = edge_word(edge["link_type"])
    if edge["amount_usd"] is None:
        return word
    return f"{word} {short_dollars(edge['amount_usd'])}"


def edge_width(edge: Mapping[str, Any]) -> float:
    """Width in pixels: it grows with each power of ten."""
    amount = abs(float(edge["amount_usd"] or 0))
    # Sums reach from hundreds to billions: by the amount itself all but the largest would be hairs.
    return round(1.5 + (log10(amount) if amount >= 1 else 0) * 0.5, 2)


def edge_line(edge: Mapping[str, Any]) -> str:
    """The line that says how an edge is known: see `legend_words`."""
    line = lines_by_strength()[edge["strength"]]
    return PUBLISHED[line] if edge["amount_basis"] == "published_total" else line
