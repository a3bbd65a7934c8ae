"""A story on the page: its cards in order, and what its author can do with each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from dashboards.base import queries
from dashboards.base.texts import markdown
from etl.common.settings import Settings, ThroughlineError, database_path
from etl.stories.notebook.article import Paragraph, article, told
from etl.stories.notebook.cards import (
    KINDS,
    Card,
    Story,
    with_card,
    with_change,
    with_move,
    without_card,
)
from etl.stories.notebook.footnoted import as_markdown
from etl.stories.notebook.keeping import change_story, story_text
from etl.stories.notebook.page import as_html, entry_html, note_html
from etl.stories.notebook.taking import CHANGED, GONE, renew

MOST_TEXT, MOST_TITLE = 20_000, 200
FAILED = "notebook-error"
# A line of some 70 letters, and a table of more rows than these is folded.
WIDTH, MOST_OPEN = 800, 8
STYLE = """<style>
.story-card { overflow-wrap: anywhere; }
.story-card h2 { font-size: 1.4rem; padding: 0; margin: .8rem 0 .3rem; }
.story-card h2.card, .story-card h3 { font-size: 1.1rem; padding: 0; margin: 0 0 .3rem; }
.story-card h4 { font-size: 1rem; padding: 0; margin: .8rem 0 .2rem; }
.story-card p { margin: .3rem 0; }
.story-card .wide { overflow-x: auto; }
.story-card table { border-collapse: collapse; font-size: .82rem; width: 100%; }
.story-card th, .story-card td { text-align: left; vertical-align: top; padding: .25rem .5rem;
  border-bottom: 1px solid rgba(128,128,128,.35); min-width: 4rem; }
.story-card .day { white-space: nowrap; }
.story-card .number { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
.story-card img { max-width: 100%; height: auto; background: #fff; }
.story-card .changed { border: 1px solid currentColor; padding: .4rem .8rem; }
.story-card .small { font-size: .85rem; }
</style>"""


@dataclass(frozen=True)
class Desk:
    """A story that is open: its name, or None where it can only be read."""

    story: Story
    name: str | None = None


def say_failure() -> None:
    """Say what could not be kept in the run before."""
    if failed := st.session_state.pop(FAILED, None):
        st.error(markdown(failed, 600))


def keep(name: str, change: Callable[[Story], Story]) -> bool:
    """Change a story; what goes wrong is said in the next run. Gives whether it is kept."""
    try:
        change_story(Settings(), name, change)
    except ThroughlineError as error:
        st.session_state[FAILED] = str(error)
        return False
    return True


def show_story(desk: Desk) -> None:
    """The cards in order."""
    st.html(STYLE)
    if not desk.story.cards:
        st.info(
            "This story has no card yet. Press Pin on any page: beside a name, a table, a link, a "
            "flag, a path or a graph. Or write a text below."
        )
    for place, card in enumerate(desk.story.cards):
        _show_card(desk, card, place)
    if desk.name:
        _new_text(desk.name, "end", None)


def _show_card(desk: Desk, card: Card, place: int) -> None:
    """One card: what it says, where it is from, and its tools."""
    entry = _entry(_stamp(), repr(card), card)
    with st.container(border=bool(card.kind != "text" or desk.name), width=WIDTH):
        st.html(f'<div class="story-card">{entry_html(entry, most=MOST_OPEN)}</div>')
        if card.kind != "text":
            _source(entry)
        if desk.name:
            _tools(desk, entry, place)


def _stamp() -> tuple[object, ...]:
    """What tells this database file from one that took its place."""
    stat = database_path().stat()
    return str(database_path()), stat.st_ino, stat.st_mtime_ns


# The same card of the same database is asked once, however often the page is drawn.
@st.cache_data(max_entries=500, show_spinner=False)
def _entry(stamp: tuple[object, ...], text: str, _card: Card) -> Paragraph:
    """A card against the database at hand; Streamlit leaves out of the key what begins with _."""
    return told(queries.connection(), _card)


def _source(entry: Paragraph) -> None:
    """Where a card is from, and its records."""
    kind, day = KINDS[entry.card.kind], entry.taken.day
    said = f"{kind}, from the build of {day}: source and records" if day else kind
    with st.expander(said, on_change="rerun", key=f"source-{entry.card.card_id}") as box:
        if box.open:
            if entry.card.address:
                st.markdown(f"[Open the place where it was pinned]({entry.card.address})")
            st.html(f'<div class="story-card small">{note_html(entry)}</div>')


def _tools(desk: Desk, entry: Paragraph, place: int) -> None:
    """Up, down, change, take out; and take anew where the number is another one now."""
    name, card = str(desk.name), entry.card
    key = card.card_id
    with st.container(horizontal=True):
        for label, icon, steps, is_idle in (
            ("Up", "arrow_upward", -1, place == 0),
            ("Down", "arrow_downward", 1, place == len(desk.story.cards) - 1),
        ):
            st.button(
                label,
                key=f"{label}-{key}",
                icon=f":material/{icon}:",
                disabled=is_idle,
                on_click=keep,
                args=(name, lambda story, steps=steps: with_move(story, key, steps)),
            )
        if entry.stands.state in (CHANGED, GONE):
            st.button(
                "Take it as it is now", key=f"renew-{key}", on_click=_renew, args=(desk, card)
            )
        with st.popover("Change", key=f"change-{key}", on_change="rerun") as box:
            if box.open:
                _change(name, card)
            else:
                st.session_state.pop(f"before-{key}", None)
        with st.popover("Write below", key=f"below-{key}", on_change="rerun") as box:
            if box.open:
                _new_text(name, f"below-{key}", key)
        st.button(
            "Take out",
            key=f"out-{key}",
            on_click=keep,
            args=(name, lambda story: without_card(story, key)),
        )


def _renew(desk: Desk, card: Card) -> None:
    """Put what the database says now in the place of what was taken."""
    try:
        after = renew(queries.connection(), card)
    except ThroughlineError as error:
        st.session_state[FAILED] = str(error)
        return
    keep(str(desk.name), lambda story: with_change(story, card, after))


def _change(name: str, card: Card) -> None:
    """Title and note of a card; what could not be kept stays in the form."""
    # As it was when the form was opened: another browser may have changed it since.
    before = st.session_state.setdefault(f"before-{card.card_id}", card)
    key = card.card_id
    title = st.text_input("Heading", before.title, max_chars=MOST_TITLE, key=f"title-{key}")
    label = "Text" if card.kind == "text" else "Note"
    note = st.text_area(
        f"{label} (Markdown: headings, lists, emphasis, links to https pages)",
        before.note,
        max_chars=MOST_TEXT,
        height=220,
        key=f"note-{card.card_id}",
    )
    if st.button("Keep", key=f"keep-{card.card_id}", type="primary"):
        after = replace(before, title=title, note=note)
        if keep(name, lambda story: with_change(story, before, after)):
            del st.session_state[f"before-{card.card_id}"]
            st.rerun()
        say_failure()


def _new_text(name: str, key: str, after: str | None) -> None:
    """A text card, at the end or below another card."""
    with st.form(f"text-{key}", clear_on_submit=True, border=after is None, width=WIDTH):
        text = st.text_area(
            "Write (Markdown: headings, lists, emphasis, links to https pages)",
            max_chars=MOST_TEXT,
            height=140,
        )
        if st.form_submit_button("Put it here") and text.strip():
            keep(name, lambda story: with_card(story, Card("text", note=text), after))
            st.rerun()


def exports(desk: Desk, stem: str) -> None:
    """The story to take away, made when asked for."""
    engine = queries.connection
    made = {
        "HTML": (lambda: as_html(article(engine(), desk.story)), "html", "text/html"),
        "Markdown": (lambda: as_markdown(article(engine(), desk.story)), "md", "text/markdown"),
        "Notebook file": (lambda: story_text(desk.story), "json", "application/json"),
    }
    for label, (make, suffix, mime) in made.items():
        st.download_button(
            label,
            lambda make=make: make().encode(),
            file_name=f"throughline_{stem}.{suffix}",
            mime=mime,
            key=f"export-{suffix}",
            on_click="ignore",
            icon=":material/download:",
        )
