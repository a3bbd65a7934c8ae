"""What is drawn of a graph: nodes, counts that stand for many, and lines with their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import networkx as nx

from etl.common.kinds import KINDS
from etl.common.words import count_of, period, plain
from etl.graph.layout import Place, amid
from etl.graph.opening import Rest
from etl.graph.signs import (
    edge_label,
    edge_line,
    edge_width,
    edge_word,
    many_words,
    node_label,
    tones,
)

# An agency or a committee of Congress says little by one link; so does who has many more.
HUB_KINDS, HUB_LINKS = ("agency", "congress_committee"), 40
PILLS = ("hub", "rest", "group")
KIND_WORDS = {
    "person": "people",
    "organization": "organizations",
    "committee": "political committees",
    "agency": "agencies",
    "seat": "seats",
    "congress_committee": "committees of Congress",
}


@dataclass(frozen=True)
class Spot:
    """A node as drawn: `look` is node, hub (with a count until opened), rest or group."""

    node_id: str
    kind: str
    name: str
    label: str
    place: Place
    look: str = "node"
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stroke:
    """A line as drawn: a link, several of one type to a group, or one to a count (no id then)."""

    link_id: str
    from_id: str
    to_id: str
    label: str
    width: float = 2.0
    line: str = "solid"
    tone: str = "other"
    says: str = ""
    days: str = ""
    years: tuple[int | None, int | None] = (None, None)
    is_link: bool = True


@dataclass(frozen=True)
class Picture:
    """All that is drawn, in a fixed order."""

    spots: tuple[Spot, ...]
    lines: tuple[Stroke, ...]
    caption: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Folding:
    """What is drawn as a count: rests of roles, entities that are not opened, groups by hand.

    `opened`: None where no entity is drawn as a count. A group is `kind:agency` or ids with `|`.
    """

    rests: Sequence[Rest] = ()
    opened: Collection[str] | None = None
    groups: Sequence[str] = field(default=())


def pictured(
    graph: nx.MultiDiGraph, places: Mapping[str, Place], folding: Folding | None = None
) -> Picture:
    """The graph as it is drawn."""
    folding = folding or Folding()
    members = grouped(graph, folding.groups)
    group_of = {node: group for group, nodes in members.items() for node in nodes}
    spots = [
        _spot(graph, node, places[node], folding.opened) for node in graph if node not in group_of
    ]
    spots += [_group(graph, group, nodes, places) for group, nodes in members.items()]
    rests = [rest for rest in folding.rests if rest.entity_id not in group_of]
    spots += [_rest(rest, places[rest.rest_id]) for rest in rests]
    lines = [*_links(graph, group_of), *(_rest_line(rest) for rest in rests)]
    return Picture(tuple(spots), tuple(lines))


def grouped(graph: nx.MultiDiGraph, groups: Sequence[str]) -> dict[str, list[str]]:
    """The members of each group that are drawn; a node is of the first group that names it."""
    free = dict.fromkeys(graph)
    found: dict[str, list[str]] = {}
    for number, group in enumerate(groups):
        wanted = set(group.split("|"))
        kind = group.removeprefix("kind:") if group.startswith("kind:") else None
        nodes = [n for n in free if n in wanted or graph.nodes[n]["kind"] == kind]
        # One alone stays what it is.
        if len(nodes) > 1:
            found[f"group:{number}"] = nodes
            free = {node: None for node in free if node not in set(nodes)}
    return found


def in_year(picture: Picture, year: int | None) -> Picture:
    """The picture with the lines that may hold in a year; without a day a line holds in any."""
    if year is None:
        return picture
    kept = [line for line in picture.lines if _holds(line.years, year)]
    return replace(picture, lines=tuple(kept), year=year)


def years_of(lines: Iterable[Stroke]) -> tuple[int, int] | None:
    """The first and the last year that a line states; None where none does."""
    stated = [year for line in lines for year in line.years if year is not None]
    return (min(stated), max(stated)) if stated else None


def is_hub(data: Mapping[str, Any], drawn: int) -> bool:
    """Whether an entity that is not opened is drawn as a count, for the links it has besides."""
    return int(data["link_count"]) > drawn and (
        data["kind"] in HUB_KINDS or int(data["link_count"]) > HUB_LINKS
    )


def _holds(years: tuple[int | None, int | None], year: int) -> bool:
    first, last = years
    return (first is None or first <= year) and (last is None or last >= year)


def _spot(graph: nx.MultiDiGraph, node: str, place: Place, opened: Collection[str] | None) -> Spot:
    data = graph.nodes[node]
    links = count_of(data["link_count"], "link")
    name, kind = plain(data["name"], 400), data["kind"]
    facts = (KINDS[kind].title, plain(data["place"] or "", 60), f"{links} in the records loaded")
    label = node_label(data["name"])
    drawn = int(graph.degree(node))
    if opened is None or node in opened or not is_hub(data, drawn):
        return Spot(node, kind, name, label, place, "node", facts)
    # The mark of its kind: a pill has no shape that says it.
    shown = f"{KINDS[kind].mark} {label}\n{links}"
    return Spot(node, kind, name, shown, place, "hub", (*facts, f"{drawn} drawn; open to see more"))


def _group(
    graph: nx.MultiDiGraph, group: str, nodes: list[str], places: Mapping[str, Place]
) -> Spot:
    """A group near the middle of its members."""
    kinds = Counter(graph.nodes[node]["kind"] for node in nodes)
    said = [f"{count:,} {KIND_WORDS[kind]}" for kind, count in sorted(kinds.items())]
    is_one = len(kinds) == 1
    kind = next(iter(kinds)) if is_one else "group"
    label = f"{KINDS[kind].mark} {said[0]}" if is_one else f"{len(nodes)} folded"
    others = [place for node, place in places.items() if node not in nodes]
    middle = amid([places[node] for node in nodes], others)
    names = [plain(graph.nodes[node]["name"], 60) for node in nodes]
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    facts = (", ".join(names[:8]) + more, "open to unfold")
    return Spot(group, kind, ", ".join(said), node_label(label, 3), middle, "group", facts)


def _rest(rest: Rest, place: Place) -> Spot:
    """The count of a role that is not drawn."""
    words = many_words(rest.link_type, rest.is_outward)
    label = f"+ {rest.members:,}\n{node_label(words)}"
    return Spot(rest.rest_id, "rest", f"{rest.members:,} more {words}", label, place, "rest",
                ("open to draw more of them",))  # fmt: skip


def _rest_line(rest: Rest) -> Stroke:
    ends = (rest.entity_id, rest.rest_id)
    from_id, to_id = ends if rest.is_outward else ends[::-1]
    words = f"{rest.members:,} × {edge_word(rest.link_type)}"
    return Stroke(f"line:{rest.rest_id}", from_id, to_id, words, is_link=False, says=words)


def _links(graph: nx.MultiDiGraph, group_of: Mapping[str, str]) -> list[Stroke]:
    """Every link; those of one type between the same ends of a group are one line."""
    colours = tones(graph)
    found: list[Stroke] = []
    bundles: dict[tuple[str, str, str], list[Stroke]] = {}
    for _, _, link_id, data in graph.edges(keys=True, data=True):
        line = _line(data, colours[link_id])
        ends = group_of.get(line.from_id, line.from_id), group_of.get(line.to_id, line.to_id)
        if ends == (line.from_id, line.to_id):
            found.append(line)
        elif ends[0] != ends[1]:
            line = replace(line, from_id=ends[0], to_id=ends[1])
            bundles.setdefault((*ends, data["link_type"]), []).append(line)
    return found + [_bundle(key, lines) for key, lines in bundles.items()]


def _bundle(key: tuple[str, str, str], lines: list[Stroke]) -> Stroke:
    """Several links of one type as one line, which says how many."""
    if len(lines) == 1:
        return lines[0]
    stated = years_of(lines)
    is_undated = any(line.years == (None, None) for line in lines)
    says = f"{len(lines)} × {edge_word(key[2])}"
    return replace(
        lines[0], link_id="bundle:" + lines[0].link_id, label=says, says=says, days="",
        width=max(line.width for line in lines), is_link=False,
        years=(None, None) if is_undated or not stated else stated,
    )  # fmt: skip


def _line(data: Mapping[str, Any], tone: str) -> Stroke:
    first, last = data["first_date"], data["last_date"]
    return Stroke(
        data["link_id"], data["from_id"], data["to_id"], edge_label(data), edge_width(data),
        edge_line(data), tone, data["link_type"].replace("_", " "), period(first, last),
        (first.year if first else None, last.year if last else None),
    )  # fmt: skip
