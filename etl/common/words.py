"""Texts made harmless, and amounts and days as people read them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from math import isnan

# No `http:` and no other scheme, and nothing that ends an attribute or a link in Markdown.
_WEB = re.compile(r"https://[^\s()<>\"'\\]+")


def is_missing(value: object) -> bool:
    """Whether a cell holds nothing: None, NaN or NaT."""
    if value is None or isinstance(value, (list, str)):
        return value is None
    # Here: most commands ask for no cell, and pandas takes a second to come.
    import pandas as pd

    # It answers for a list with a list, and a text is never missing.
    return bool(pd.isna(value))


def plain(text: object, length: int = 200) -> str:
    """A hostile text as one short line: no control or direction characters, no markup."""
    # Cut first: a hostile text may be very long. Four times, since what is dropped may stand in
    # front.
    cut = str(text)[: 4 * length]
    # Category C holds controls, and the marks that turn the direction of writing.
    kept = "".join(c for c in cut if unicodedata.category(c)[0] != "C" or c == " ")
    return kept if len(kept) <= length else kept[: length - 1] + "…"


def printable(text: str) -> str:
    """A text of any length without characters that steer a terminal: each becomes a space."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def dollars(amount: object) -> str:
    """An exact amount in USD; null is unknown, zero is zero."""
    if amount is None or (isinstance(amount, float) and isnan(amount)):
        return "amount not stated"
    # By way of text: Decimal of a float would show its binary tail.
    value = Decimal(str(amount))
    text = f"{abs(value):,.2f}".removesuffix(".00")
    return f"{'−' if value < 0 else ''}${text}"


def short_dollars(amount: object) -> str:
    """An amount for an edge or a tile: $238.5M; null is unknown."""
    if is_missing(amount):
        return "not stated"
    value = Decimal(str(amount))
    size, sign = abs(value), "−" if value < 0 else ""
    for bound, unit in ((10**9, "B"), (10**6, "M"), (10**3, "K")):
        if size >= bound:
            return f"{sign}${size / bound:.1f}{unit}"
    return f"{sign}${size:.0f}"


def count_of(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 record, 2,000 records."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def period(first: object, last: object) -> str:
    """One day, or the first and the last; empty where neither is known."""
    days = [str(day)[:10] for day in (first, last) if not is_missing(day)]
    return " to ".join(dict.fromkeys(days))


def is_web(url: object) -> bool:
    """Whether a link may be offered: an https page with no character that ends Markdown's link."""
    return isinstance(url, str) and _WEB.fullmatch(url) is not None
