"""A line for each thing that is found: its name as a link, and what tells it from others."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dashboards.base import queries
from dashboards.base.places import Place, award_place, entity_place, link
from dashboards.base.search import AWARD, LIKE, PLACED, Hit
from dashboards.base.texts import brief, count_of, is_missing, markdown
from etl.common.kinds import KINDS
from etl.common.queries import read_query

Facts = dict[str, object]


def place_of(hit: Hit) -> Place:
    """Where a hit opens; an award is no entity and has a page of its own."""
    return award_place(hit.id) if hit.kind == AWARD else entity_place(hit.id, hit.kind)


def lines_of(hits: Iterable[Hit]) -> list[str]:
    """A line of Markdown for each hit, in their order."""
    found = list(hits)
    facts = _facts_of(found)
    return [_line(hit, facts.get(hit.id)) for hit in found]


def _line(hit: Hit, facts: Facts | None) -> str:
    said = [kind_of(hit)]
    said += [str(hit.place)] if not is_missing(hit.place) and hit.place not in ("", "*") else []
    # A person's places stand among the facts, all of them.
    if facts and "places" in facts:
        said = said[:1]
    if hit.id.split(":")[0] in _TOLD and hit.kind in ("organization", "committee"):
        said.append(hit.id.partition(":")[2])
    told = _SAID[hit.kind](facts or {}) if hit.kind in _SAID else []
    # The heading says it of near spellings and of those found by place.
    is_told = is_missing(hit.said) or hit.group in (LIKE, PLACED)
    why = [] if is_told else [str(hit.said)]
    words = " · ".join(markdown(text, 240) for text in [*said, *told, *why] if text)
    return f"**{link(hit.name, place_of(hit))}** — {words}"


_TOLD = ("uei", "fec")


def kind_of(hit: Hit) -> str:
    """What kind of thing it is, in a word or two."""
    if hit.kind == AWARD:
        return "award"
    if hit.kind == "organization":
        return "firm" if hit.id.startswith("uei:") else "organization"
    if hit.id.startswith("bioguide:"):
        return "member of Congress"
    is_candidate = hit.kind == "person" and hit.id.startswith("fec:")
    title = KINDS[hit.kind].title
    return "candidate" if is_candidate else title[:1].lower() + title[1:]


def _facts_of(hits: list[Hit]) -> dict[str, Facts]:
    """What is known of each, one question for each kind."""
    known: dict[str, Facts] = {}
    for kind, (query, key) in _QUERIES.items():
        ids = [hit.id for hit in hits if hit.kind == kind]
        if ids:
            rows = queries.rows(read_query(query), {"ids": ids})
            known |= {str(row[key]): row for row in rows}
    return known


_QUERIES = {
    "organization": ("search/firm", "firm_id"),
    "person": ("search/person", "entity_id"),
    "committee": ("search/committee", "entity_id"),
    "agency": ("search/agency", "agency_id"),
}


def _firm(row: Facts) -> list[str]:
    """Its registrations, and what it was obligated."""
    count = int(str(row.get("registration_count") or 0))
    return [count_of(count, "registration") if count > 1 else "", *_obligated(row)]


def _obligated(row: Facts) -> list[str]:
    """Obligations with the years of the actions that they are the sum of."""
    awards = count_of(int(str(row.get("award_count") or 0)), "award")
    if is_missing(row.get("obligated_usd")):
        reported = row.get("reported_obligated_usd")
        said = f"{awards} that report {brief(reported)} obligated"
        return ["obligations not loaded" if is_missing(reported) else said]
    years = _years(row["first_action_date"], row["last_action_date"])
    return [f"{brief(row['obligated_usd'])} obligated net by the actions loaded of {awards}{years}"]


def _years(first: object, last: object) -> str:
    """The years of two days, e.g. `, 2014–2023`; empty where they are unknown."""
    years = [str(day)[:4] for day in (first, last) if not is_missing(day)]
    return f", {'–'.join(dict.fromkeys(years))}" if years else ""


def _person(row: Facts) -> list[str]:
    """Place, employer and occupation as reported, and how many rows of gifts over which years."""
    if "gift_count" not in row:
        return []
    stated = [str(row["places"] or "place not stated")]
    stated += [f"employer {row['employers']}" if row["employers"] else "employer not stated"]
    is_told = row["occupations"] and row["occupations"] != row["employers"]
    stated += [str(row["occupations"])] if is_told else []
    count = count_of(int(str(row["gift_count"])), "gift record")
    return [*stated, count + _years(row["first_date"], row["last_date"])]


def _committee(row: Facts) -> list[str]:
    """Its type, and whose it is."""
    told = [str(row.get("type") or "")]
    if row.get("connected_organization"):
        told.append(f"connected to {row['connected_organization']}")
    return told


_SAID: dict[str, Callable[[Facts], list[str]]] = {
    "organization": _firm,
    "person": _person,
    "committee": _committee,
    "agency": _obligated,
}
