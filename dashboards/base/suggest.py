"""Suggestions while a name is typed: links below the search box, reached by keys too."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboards.base import search
from dashboards.base.kinds import KINDS
from dashboards.base.places import Place, award_place, entity_place
from dashboards.base.search import AWARD, Hit, Portion
from dashboards.base.texts import is_missing, plain

LEAST_LETTERS, MOST, EACH = 2, 8, 4


def suggested(text: str) -> list[Hit]:
    """The likeliest of what a text may become, each once; near spellings are not waited for."""
    asked = search.read_text(text)
    if len(asked.number) < LEAST_LETTERS and not asked.words:
        return []
    hits = [
        *search.by_acronym(asked),
        *search.by_identifier(asked),
        *search.by_number(asked, EACH),
    ]
    groups = search.as_typed(asked, Portion(shown=EACH))
    named = sorted((hit for group in groups for hit in group.hits), key=lambda hit: hit.order)
    if len(named) < MOST and not search.is_named(groups):
        named += search.by_place(asked, Portion(shown=EACH), is_forgiving=False).hits
    return list({hit.id: hit for hit in reversed([*hits, *named])}.values())[::-1][:MOST]


def show_suggestions(text: str) -> None:
    """The list below the box; it is seen while the box or one of its links has the focus."""
    typed = text.strip()
    if len(typed) < LEAST_LETTERS:
        return
    hits = suggested(typed)
    items = "".join(f"<li>{_item(hit)}</li>" for hit in hits)
    if not hits:
        items = f"<li>{_bring(typed)}</li>"
    everything = Place("views/search.py", {"q": typed})
    items += f'<li><a href="{escape(everything.address)}">All that is found for “'
    items += f"{escape(plain(typed, 60))}”</a></li>"
    st.html(f'<nav class="tl-suggest" aria-label="Suggestions"><ul>{items}</ul></nav>')


def _bring(typed: str) -> str:
    """The way to the publisher's own list of a name that is not loaded."""
    place = Place("views/bring.py", {"name": typed})
    said = escape(plain(typed, 60))
    return (
        f'<a href="{escape(place.address)}">Get “{said}” from the publisher '
        "<small>nothing loaded is written so</small></a>"
    )


def _item(hit: Hit) -> str:
    """A name as a link, with its kind and place."""
    place = award_place(hit.id) if hit.kind == AWARD else entity_place(hit.id, hit.kind)
    kind = "Award" if hit.kind == AWARD else KINDS[hit.kind].title
    where = "" if is_missing(hit.place) or hit.place == "*" else f", {plain(hit.place, 40)}"
    why = "" if is_missing(hit.said) else f" · {plain(hit.said, 80)}"
    return (
        f'<a href="{escape(place.address)}">{escape(plain(hit.name, 80))} '
        f"<small>{escape(f'{kind}{where}{why}')}</small></a>"
    )
