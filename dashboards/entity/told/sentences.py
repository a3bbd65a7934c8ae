"""Sentences made from numbers: each number a link to its records, each unknown said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from dashboards.base.places import Place, link
from dashboards.base.texts import count_of, dollars, is_missing, markdown, period

# How a search is asked for what is not loaded: the page says what can be brought in.
SEARCH = "views/search.py"


def tell(sentences: Iterable[str]) -> None:
    """The sentences, already Markdown, as one paragraph; those that say nothing are left out."""
    said = [sentence for sentence in sentences if sentence]
    if said:
        st.markdown(" ".join(said))


def sum_of(amount: object, place: Place) -> str:
    """An exact amount as a link to the records that add up to it."""
    return link(dollars(amount), place)


def number_of(number: object, one: str, place: Place, many: str | None = None) -> str:
    """A number with its noun as a link: 12 gifts."""
    return link(count_of(int(str(number)), one, many), place)


def span(first: object, last: object) -> str:
    """The days in brackets, with a space in front; nothing where none is known."""
    days = period(first, last)
    return f" ({markdown(days)})" if days else ""


def listed(words: Sequence[str], most: int = 3) -> str:
    """Words, already Markdown, as a list in a sentence; what is beyond `most` is counted."""
    shown = list(words[:most])
    if len(words) > most:
        return f"{', '.join(shown)} and {len(words) - most:,} more"
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def known(value: object) -> bool:
    """Whether a number is known and not zero: a sentence about nothing is not written."""
    return not is_missing(value) and value != 0
