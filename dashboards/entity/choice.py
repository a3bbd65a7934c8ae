"""One of several ways to see a part of a page, chosen by a link that the address remembers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from dashboards.base.places import here
from dashboards.base.texts import plain

SHOW, ROWS = "show", "rows"


def pick(parameter: str, title: str, options: Mapping[str, str]) -> str:
    """Links to choose one of; the first where the address names none of them."""
    first = next(iter(options))
    wanted = st.query_params.get(parameter, first)
    chosen = wanted if wanted in options else first
    links = "".join(
        _option(here(**{parameter: key}), label, key == chosen) for key, label in options.items()
    )
    st.html(f'<nav class="tl-tabs tl-picks" aria-label="{escape(title)}">{links}</nav>')
    return chosen


def _option(href: str, label: str, is_chosen: bool) -> str:
    now = ' aria-current="true"' if is_chosen else ""
    return f'<a href="{escape(href)}" data-same{now}>{escape(plain(label, 60))}</a>'


def unfold(parameter: str, closed: str, opened: str) -> bool:
    """A link that opens something below, or closes it; whether it is open."""
    is_open = parameter in st.query_params
    href = escape(here(**{parameter: None if is_open else "shown"}))
    said = escape(opened if is_open else closed)
    st.html(f'<nav class="tl-links"><a href="{href}" data-same>{said}</a></nav>')
    return is_open


def choose(tables: Mapping[str, tuple[str, Callable[[], object]]]) -> None:
    """Draw the chosen table of a section alone: by key its name and what draws it."""
    names = {key: name for key, (name, _) in tables.items()}
    tables[pick(SHOW, "Tables of this section", names)][1]()
