"""Pinning from any page in one line: `pin_button(link_pin(link), "link")`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboards.base import queries
from dashboards.base.places import Place
from dashboards.base.texts import markdown, plain
from etl.common.settings import Settings, ThroughlineError
from etl.stories.notebook.asked import kept_value
from etl.stories.notebook.cards import Card, with_card
from etl.stories.notebook.keeping import change_story, new_story, open_story, story_names
from etl.stories.notebook.taking import take

NEW = ""
# The story that this reader pinned to last.
LAST = "pinned-to"
MOST_NOTE = 5_000


@dataclass(frozen=True)
class Pin:
    """What is pinned: a card that is not taken yet, what the page says of it, how it is drawn."""

    card: Card
    sentence: str = ""
    picture: Callable[[], bytes] | None = None


def here() -> str:
    """The address of the page that is drawn, with all that it says."""
    context = get_script_run_ctx()
    pages = context.pages_manager.get_pages() if context else {}
    page = pages.get(context.pages_manager.current_page_script_hash, {}) if context else {}
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    address = f"/{page.get('url_pathname', '')}"
    return f"{address}?{urlencode(query, doseq=True)}" if query else address


def notebook_place(story: str) -> Place:
    """The page of a story."""
    return Place("views/notebook.py", {"story": story})


def pin(pinned: Pin, story: str, note: str = "") -> bool:
    """Take what is pinned and put it at the end of a story; false where it stands there already.

    Raises ThroughlineError where the database cannot answer or the story cannot be written.
    """
    values = {name: kept_value(value) for name, value in pinned.card.values.items()}
    address = pinned.card.address or here()
    card = replace(pinned.card, note=note, address=address, values=values)
    if pinned.picture is not None:
        card = replace(card, picture=pinned.picture().decode())
    taken = take(queries.connection(), card, pinned.sentence)
    before = len(open_story(Settings(), story).cards)
    return len(change_story(Settings(), story, lambda one: with_card(one, taken)).cards) > before


def pin_button(pinned: Pin, key: str) -> None:
    """A popover that asks for story and note; nothing of it is made before it is opened."""
    with st.container(width="content"):
        _popover(pinned, key)


# A fragment: to open it must not draw the whole page again.
@st.fragment
def _popover(pinned: Pin, key: str) -> None:
    box = st.popover("Pin", icon=":material/keep:", key=f"pin-{key}", on_change="rerun")
    if box.open:
        with box:
            _form(pinned, key)


def _form(pinned: Pin, key: str) -> None:
    """Which story, and a note."""
    names = story_names(Settings())
    last = st.session_state.get(LAST)
    options = [*names, NEW]
    story = st.selectbox(
        "Story",
        options,
        index=options.index(last) if last in options else 0,
        format_func=lambda name: plain(_title(name), 80),
        key=f"pin-story-{key}",
    )
    title = NEW
    if story == NEW:
        title = st.text_input("Its title", max_chars=120, key=f"pin-title-{key}")
    note = st.text_area("Note", max_chars=MOST_NOTE, height=90, key=f"pin-note-{key}")
    if st.button("Keep in the notebook", key=f"pin-keep-{key}", type="primary"):
        try:
            name = story or new_story(Settings(), title)
            is_new = pin(pinned, name, note)
        except ThroughlineError as error:
            st.error(markdown(error, 600))
            return
        st.session_state[LAST] = name
        said = "Pinned." if is_new else "This was pinned before, with this note."
        st.success(f"{said} [Open the story]({notebook_place(name).address})")


def _title(name: str) -> str:
    """How a story is offered."""
    if name == NEW:
        return "A new story …"
    try:
        return open_story(Settings(), name).title
    except ThroughlineError:
        return f"{name} (cannot be read)"
