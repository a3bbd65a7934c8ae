"""What a column's name says of its values: the same on a page, in a file and in a dossier."""

from __future__ import annotations

USD, SHARE, COUNT, URL, HIDDEN, TEXT = "USD", "share", "count", "url", "hidden", "text"
YEARS = ("cycle", "year")
_WHOLE = ("INT", "UINT", "HUGE")  # how DuckDB's types of whole numbers begin, or continue


def is_year(name: str) -> bool:
    """Whether a column holds years or cycles, which bear no commas: `from fiscal year`."""
    return name.split(" ")[-1] in YEARS


def unit_of(name: str, kind: str = "") -> str:
    """The unit of a column by its name: money ends in USD, a share of 0 to 1 in %.

    `open` is a public page, and what begins with _ is not shown. Other columns of a whole number,
    where DuckDB's type is given as `kind`, are counts, but for years.
    """
    if name.startswith("_"):
        return HIDDEN
    if name.endswith("USD"):
        return USD
    if name.endswith("%"):
        return SHARE
    if name == "open":
        return URL
    is_whole = any(word in kind.upper() for word in _WHOLE)
    return COUNT if is_whole and not is_year(name) else TEXT
