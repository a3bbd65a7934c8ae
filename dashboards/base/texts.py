"""Texts in which Markdown sees no markup; the other words of a page are those of every report."""

from __future__ import annotations

import re

from etl.common.words import count_of, dollars, is_missing, is_web, period, plain, short_dollars

__all__ = [
    "count_of", "dollars", "is_missing", "is_web", "markdown", "period", "plain", "short_dollars",
]  # fmt: skip

# Also `$` (formulas) and `:` (icons, colours), which Streamlit's Markdown knows.
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$:^=&@])")


def markdown(text: object, length: int = 200) -> str:
    """A plain text in which Markdown sees no markup."""
    return _MARKUP.sub(r"\\\1", plain(text, length))
