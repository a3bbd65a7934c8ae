"""Deep links: where an entity, an award, a link or a number opens, and how a page gets there."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

from dashboards.base.kinds import PAGES
from dashboards.base.texts import markdown


@dataclass(frozen=True)
class Place:
    """A page with what its address says."""

    page: str
    query: dict[str, str | list[str]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The address on this server, to be kept and opened again."""
        name = self.page.removeprefix("views/").removesuffix(".py")
        path = "" if name == "overview" else name
        return f"/{path}?{urlencode(self.query, doseq=True)}" if self.query else f"/{path}"


@dataclass(frozen=True)
class Action:
    """A button: what it says, and where it leads."""

    label: str
    place: Place


def entity_place(entity_id: str, kind: str) -> Place:
    """The page of an entity; a member of Congress has a page of its own."""
    if entity_id.startswith("bioguide:"):
        return Place("views/member.py", {"id": entity_id})
    page = PAGES[kind]
    return Place(page, {"entity" if page == "views/graph.py" else "id": entity_id})


def graph_place(entity_id: str) -> Place:
    """The graph around an entity."""
    return Place("views/graph.py", {"entity": entity_id})


def award_place(award_key: str) -> Place:
    """The page of an award."""
    return Place("views/award.py", {"id": award_key})


def records_place(**query: str) -> Place:
    """The records behind a number: link=, flag=, or what else views/records.py opens."""
    return Place("views/records.py", query)


def link(label: object, place: Place) -> str:
    """A Markdown link to a place; the label may hold anything."""
    return f"[{markdown(label)}]({place.address})"


def go(place: Place) -> None:
    """Leave for a place at once."""
    st.switch_page(place.page, query_params=place.query)


def offer(actions: list[Action], key: str) -> None:
    """A row of buttons, each leading to its place."""
    with st.container(horizontal=True):
        for number, action in enumerate(actions):
            # A label may hold a name from the records, and Streamlit reads labels as Markdown.
            if st.button(
                markdown(action.label, 100), key=f"{key}-{number}", icon=":material/arrow_forward:"
            ):
                go(action.place)
