"""Where paths begin and end: two names and Enter; a name that means one entity is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from dashboards.base import queries, search
from dashboards.base.kinds import KINDS
from dashboards.base.places import Place, link
from dashboards.base.texts import count_of, is_missing, markdown, plain
from dashboards.graph.address import anew, changed
from dashboards.graph.view import ID_LENGTH, View
from etl.common.settings import ThroughlineError
from etl.graph.find import entities_called, known_entity

LISTED = 8
ENDS = ("from", "to")
TITLES = ("From", "To")


@dataclass(frozen=True)
class Choice:
    """An entity that a name may mean."""

    entity_id: str
    title: str


def choices_of(text: str) -> list[Choice]:
    """Whom a name may mean, one where it is clear: by id, by its words, at last however spelt."""
    engine = queries.connection()
    known = known_entity(engine, text)
    if known:
        return [Choice(known, text)]
    try:
        called = entities_called(engine, text)
    except ThroughlineError:
        return []
    if called:
        return [Choice(c.entity_id, _title(c.name, c.kind, c.place)) for c in called]
    found = search.find(text, 2 * LISTED)
    found = found[found["kind"] != "award"]
    return [Choice(r.id, _title(r.name, r.kind, r.place)) for r in found.itertuples()]


def _title(name: object, kind: str, place: object) -> str:
    where = "" if is_missing(place) or not place else f", {place}"
    return f"{plain(name, 80)} ({KINDS[kind].title}{where})"


def settled(view: View) -> tuple[View, dict[str, list[Choice]]]:
    """The view with the ends that its names mean, and for the others whom each may mean."""
    ids: list[str | None] = []
    open_ends: dict[str, list[Choice]] = {}
    for end, given, name in zip(ENDS, (view.from_id, view.to_id), view.names, strict=True):
        found = choices_of(name) if name and not given else []
        ids.append(given or (found[0].entity_id if len(found) == 1 else None))
        if name and ids[-1] is None:
            open_ends[end] = found
    return replace(view, from_id=ids[0], to_id=ids[1]), open_ends


def address_of(view: View, open_ends: Mapping[str, list[Choice]]) -> dict[str, list[str]]:
    """The address in which ids stand for the names that are clear."""
    values: dict[str, Any] = {}
    for end, entity_id in zip(ENDS, (view.from_id, view.to_id), strict=True):
        if entity_id and end not in open_ends:
            values |= {f"{end}_": entity_id, f"{end}_name": None}
    return changed(**values)


def ends(view: View, names: Mapping[str, str]) -> None:
    """Two boxes; Enter in either asks for the paths."""
    given = [
        names.get(entity_id or "", "") or name
        for entity_id, name in zip((view.from_id, view.to_id), view.names, strict=True)
    ]

    def ask() -> None:
        values: dict[str, str | None] = {}
        for end, old, entity_id in zip(ENDS, given, (view.from_id, view.to_id), strict=True):
            text = st.session_state[f"end-{end}"].strip()
            # A name that stays is no new question: its id stays too.
            is_same = bool(entity_id) and text == plain(old, ID_LENGTH)
            values |= {f"{end}_": entity_id} if is_same else {f"{end}_name": text or None}
        # Without any name the address still says that paths are asked for.
        nothing = {"from_": ""} if not any(values.values()) else {}
        st.query_params.from_dict(anew(**(nothing | values)))

    with st.form("ends", border=False, enter_to_submit=True):
        left, right, last = st.columns([4, 4, 2], vertical_alignment="bottom")
        for column, end, title, name in zip((left, right), ENDS, TITLES, given, strict=True):
            # The address decides what the boxes hold.
            st.session_state[f"end-{end}"] = plain(name, ID_LENGTH)
            column.text_input(title, key=f"end-{end}", max_chars=ID_LENGTH, placeholder="a name")
        last.form_submit_button("Show the paths", on_click=ask, width="stretch")


def ask_which(open_ends: Mapping[str, list[Choice]]) -> None:
    """Names that mean several, each with its choices as links; names that mean nobody."""
    for end, choices in open_ends.items():
        name = (st.query_params.get_all(f"{end}_name") or [""])[-1]
        if not choices:
            st.info(
                f"Nobody called “{markdown(name, 80)}” is loaded. Try fewer letters, another "
                "spelling, or an id."
            )
            continue
        st.markdown(
            f"“{markdown(name, 80)}” is the name of {count_of(len(choices), 'entity', 'entities')}"
            f" in the records loaded. Which one is meant?"
        )
        for choice in choices[:LISTED]:
            said = changed(**{f"{end}_": choice.entity_id, f"{end}_name": None})
            st.markdown(f"- {link(choice.title, Place('views/graph.py', said), 160)}")
        if len(choices) > LISTED:
            st.caption(f"{len(choices) - LISTED:,} more: add a first name, a place or an id.")
