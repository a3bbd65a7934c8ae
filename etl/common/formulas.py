"""What a spreadsheet would run as a formula, and the quote that keeps it a text.

The rule is OWASP's on CSV injection: a leading =, +, -, @, tab or line break starts a formula, also
behind blanks. It stands here in three forms that say the same: a regular expression for Python and
DuckDB alike, a function, and SQL.
"""

from __future__ import annotations

import re

# The dash stands last, where it is no range.
FORMULA = r"^\s*[=+@\t\r\n-]"
QUOTE = "'"
_STARTS = re.compile(FORMULA)


def quote_formula(text: str) -> str:
    """The text with a quote before it where a spreadsheet would run it."""
    return f"{QUOTE}{text}" if _STARTS.match(text) else text


def unquote_formula(text: str) -> str:
    """The text without the quote that `quote_formula` has put before it."""
    # A quote that somebody typed before an ordinary word is theirs and stays.
    rest = text[len(QUOTE) :]
    return rest if text.startswith(QUOTE) and _STARTS.match(rest) else text


def quoted_cell(column: str) -> str:
    """SQL of a text column as a CSV cell, quoted like `quote_formula`."""
    return f"case when regexp_matches({column}, '{FORMULA}') then '{QUOTE * 2}' || {column} " + (
        f"else {column} end"
    )
