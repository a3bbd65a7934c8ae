"""The sections of a page behind tabs: links that the address remembers, of which one is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboards.base.places import here
from dashboards.base.texts import markdown, plain

PARAMETER = "tab"


@dataclass(frozen=True)
class Section:
    """A part of a page: `count` stands on its tab; with 0 it is grey and says `empty` as reason."""

    key: str
    title: str
    draw: Callable[[], None]
    count: int | None = None
    empty: str = "Nothing of this kind is in the records loaded."


def sections(parts: Sequence[Section]) -> None:
    """Draw the tabs and the one section that the address names, or the first that has something."""
    if not parts:
        return
    full = [part for part in parts if part.count != 0] or list(parts)
    wanted = st.query_params.get(PARAMETER, "")
    chosen = next((part for part in parts if part.key == wanted), full[0])
    tabs = "".join(_tab(part, chosen) for part in parts)
    st.html(f'<nav class="tl-tabs" aria-label="Sections">{tabs}</nav>')
    if chosen.count == 0:
        st.info(markdown(chosen.empty, 600))
    else:
        chosen.draw()


def _tab(part: Section, chosen: Section) -> str:
    """A tab: a real link, so that it also opens beside."""
    count = "" if part.count is None else f" <small>{part.count:,}</small>"
    grey = ' class="tl-none"' if part.count == 0 else ""
    now = ' aria-current="page"' if part == chosen else ""
    title = f' title="{escape(plain(part.empty, 300))}"' if part.count == 0 else ""
    href, said = escape(here(**{PARAMETER: part.key})), escape(plain(part.title, 60))
    return f'<a href="{href}" data-same{grey}{now}{title}>{said}{count}</a>'
