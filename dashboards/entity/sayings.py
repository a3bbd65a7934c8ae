"""Pieces of sentences: numbers that are links, days in words, and what is not loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboards.base import queries
from dashboards.base.places import Place, link
from dashboards.base.texts import brief, count_of, is_missing, long_day, markdown, plain
from etl.common.queries import read_query

SECTIONS = "sections"  # the id of the place on a page where its tabs begin


def money(amount: Any, place: Place, unknown: str = "not loaded") -> str:
    """A sum that opens to its records: whole below a million, short above."""
    if is_missing(amount):
        return link(unknown, place)
    return link(brief(amount), place)


def number(count: Any, place: Place, one: str, many: str | None = None) -> str:
    """A count with its noun that opens to what is counted."""
    return link(count_of(int(count), one, many), place)


def days(first: Any, last: Any) -> str:
    """Between which days, e.g. between 2 May 2019 and 3 June 2020; empty where none is known."""
    known = [long_day(value) for value in (first, last) if not is_missing(value)]
    if len(known) == 2 and known[0] != known[1]:
        return f" between {known[0]} and {known[1]}"
    return f" on {known[0]}" if known else ""


def bring_place(name: object, kind: str) -> Place:
    """The page that fetches what is not loaded, with the name filled in."""
    return Place("views/bring.py", {"name": plain(name, 120), "kind": kind})


def whose(name: object) -> str:
    """A name in a sentence, with nothing that Markdown reads."""
    return markdown(name, 120)


def begin_sections() -> None:
    """Mark where the tabs begin, for links from the sentences; see desk.css."""
    st.html(f'<span id="{SECTIONS}"></span>')


def say(said: list[str]) -> None:
    """Sentences as one paragraph; nothing where there is none."""
    if said:
        st.markdown(" ".join(said))


def loaded_words() -> list[str]:
    """To which day whose gifts are loaded, by kind of giver."""
    return [
        f"of {row['giver']} up to {long_day(row['last_date'])}"
        for row in queries.rows(read_query("summary/loaded"))
        if not is_missing(row["last_date"])
    ]


def not_loaded(name: object, kind: str, incomplete: Any = None) -> None:
    """What the sentences above do not hold, and how to get it; always said."""
    get = link("get them", bring_place(name, kind))
    known = loaded_words()
    said = "No file of all gifts of a cycle is loaded"
    if known:
        said = f"Gifts {' and '.join(known)} are loaded, not of every cycle; others are not loaded"
    whole = "" if is_missing(incomplete) else f" Not whole: {markdown(incomplete, 400)}."
    others = "Its other awards, if there are any: not loaded"
    st.caption(f"{said} · {get}. {others} · {get}.{whole} Ceilings are not spending and in no sum.")


def acted_of(found: Mapping[str, Any], awards: str) -> str:
    """The awards, or how many of them bear the actions that a sum is made of: 1 of 5 awards."""
    acted, whole = found["acted_award_count"], found["award_count"]
    return awards if acted == whole else f"{acted or 0:,} of {awards}"


def competition(found: Mapping[str, Any], place: Place) -> str:
    """How many awards were coded as competed, how many of these drew one offer, and the others."""
    counts = [
        (found["competed_count"], "as competed"),
        (found["not_competed_count"], "as not competed"),
        (found["unknown_count"], "in no way that says so"),
    ]
    said = [f"{link(f'{count:,}', place)} {words}" for count, words in counts if count]
    one = found["one_offer_count"]
    if said and found["competed_count"] and one:
        said[0] += f" ({link(f'{one:,}', place)} with one offer)"
    return f"Of these awards the contracting offices coded {', '.join(said)}." if said else ""


TERMINATED = {
    "ended": "ended the award",
    "in part": "ended part of it, as far as later records say",
    "rescinded": "taken back later",
    "repeated": "said again what an earlier one said",
}


def terminations(values: Mapping[str, object], place: Place, of: str) -> str:
    """How many actions terminate or cancel, and how that stands."""
    both = {"agency_id": None, "organization_id": None} | dict(values)
    found = queries.rows(read_query("summary/terminated"), both)
    if not found:
        return f"No action loaded terminates or cancels an award of {of}."
    counts: dict[str, int] = {}
    for row in found:
        counts[row["state"]] = counts.get(row["state"], 0) + row["action_count"]
    whole = sum(counts.values())
    parts = ", ".join(f"{n:,} {markdown(TERMINATED.get(s, s))}" for s, n in sorted(counts.items()))
    verb = "terminates or cancels" if whole == 1 else "terminate or cancel"
    return f"{number(whole, place, 'action')} loaded {verb} an award of {of}: {parts}."


def vehicles(found: Mapping[str, Any]) -> list[str]:
    """That vehicles obligate by orders, and whether any of these is loaded."""
    if not found["vehicle_count"]:
        return []
    orders = found["order_count"]
    known = f"{orders:,} of them are loaded" if orders > 1 else "one of them is loaded"
    known = known if orders else "none of them is loaded"
    if found["vehicle_count"] == 1 and found["award_count"] == 1:
        return [f"It is a vehicle: what is ordered under it are awards of their own, and {known}."]
    are = "is a vehicle" if found["vehicle_count"] == 1 else "are vehicles"
    return [f"{found['vehicle_count']:,} {are}: orders under them are awards of their own, "
            f"and {known}."]  # fmt: skip
