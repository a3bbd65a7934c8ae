"""Deep links: where an entity, an award, a link or a number opens, and how a page gets there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboards.base.kinds import PAGES
from dashboards.base.texts import markdown, plain


@dataclass(frozen=True)
class Place:
    """A page with what its address says."""

    page: str
    query: Mapping[str, str | list[str]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The address on this server, to be kept and opened again."""
        name = self.page.removeprefix("views/").removesuffix(".py")
        path = "" if name == "overview" else name
        return f"/{path}?{urlencode(self.query, doseq=True)}" if self.query else f"/{path}"


@dataclass(frozen=True)
class Action:
    """A link: what it says, where it leads, and the column of a table whose cell it is."""

    label: str
    place: Place
    column: str = ""


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


def here(**changes: str | None) -> str:
    """The address of the page that is open, with some values changed; None takes one out."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    query |= {name: [value] for name, value in changes.items() if value is not None}
    for name in [name for name, value in changes.items() if value is None]:
        query.pop(name, None)
    # Without a path: a browser reads it as of the page that is open.
    return f"?{urlencode(query, doseq=True)}"


def link(label: object, place: Place, length: int = 120) -> str:
    """A Markdown link to a place, for sentences; nothing of its label is markup."""
    return f"[{markdown(label, length)}]({place.address})"


def go(place: Place) -> None:
    """Leave for a place at once."""
    st.switch_page(place.page, query_params=dict(place.query))


def offer(actions: list[Action], key: str) -> None:
    """A row of links, each leading to its place; `key` names it for tests and styles."""
    links = "".join(
        f'<a href="{escape(action.place.address)}">{escape(plain(action.label, 100))}</a>'
        for action in actions
    )
    if links:
        st.html(f'<div class="tl-links" data-key="{escape(key)}">{links}</div>')
