"""Texts in which Markdown sees no markup; the other words of a page are those of every report."""

from __future__ import annotations

import re
from typing import Any

from etl.common.words import (
    count_of,
    day,
    dollars,
    is_missing,
    is_web,
    long_day,
    period,
    plain,
    record_words,
)

__all__ = [
    "count_of", "day", "dollars", "is_missing", "is_web", "long_day", "markdown", "period",
    "plain", "record_words", "BILLIONS", "brief",
]  # fmt: skip

SHORT_FROM = 1_000_000
# Axes in the units of the sentences beside them; D3 calls a billion G.
BILLIONS = "replace(replace(datum.label, 'G', 'bn'), 'M', 'm')"
# Also `$` (formulas) and `:` (icons, colours), which Streamlit's Markdown knows.
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$:^=&@])")
# An empty span of Streamlit's own Markdown: the only thing that parts a text and is not seen, read
# aloud or copied. A comment is shown, and a character of no width would be copied.
_NOTHING = ":small[]"
# What Streamlit looks for once the escapes are gone, within one piece of text: addresses (`http://`,
# `www.`, `@`), icons and emoji (`:name:`, and `:material/` with no end), and arrows and dashes
# (`->`, `--`, `>=`). Each is parted at the place that is named.
_FOUND = re.compile(
    r"(?<=http)(?=s?://)|(?<=www)(?=\.)|(?=@)|(?<=:)(?=[\w+/-]+:|material/)|(?<=[<>~-])(?=[=>-])",
    re.IGNORECASE,
)


def brief(amount: Any, unknown: str = "not stated") -> str:
    """A sum as it stands in a sentence: whole below a million, else $2.24bn or $44.5m."""
    if is_missing(amount):
        return unknown
    size, sign = abs(amount), "−" if amount < 0 else ""
    if size >= 10**9:
        return f"{sign}${size / 10**9:,.2f}bn"
    return f"{sign}${size / 10**6:,.1f}m" if size >= SHORT_FROM else dollars(amount)


def markdown(text: object, length: int = 200) -> str:
    """A plain text in which neither Markdown nor what Streamlit adds to it sees markup."""
    # Spaces at an end mean code or keep bold from being bold; a dash in front means a list.
    shown = plain(text, length).strip()
    escaped = (_MARKUP.sub(r"\\\1", piece) for piece in _FOUND.split(shown))
    return re.sub(r"^-", r"\\-", _NOTHING.join(escaped))
