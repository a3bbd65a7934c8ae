"""Texts made harmless, and amounts and days as people read them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from math import isnan

from etl.common.harmless import is_web as is_web
from etl.common.harmless import plain as plain
from etl.common.harmless import printable as printable
from etl.common.harmless import short_sum

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAY = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")


def is_missing(value: object) -> bool:
    """Whether a cell holds nothing: None, NaN or NaT."""
    if value is None or isinstance(value, (list, str)):
        return value is None
    # Here: most commands ask for no cell, and pandas takes a second to come.
    import pandas as pd

    # It answers for a list with a list, and a text is never missing.
    return bool(pd.isna(value))


def dollars(amount: object) -> str:
    """An exact amount in USD; null is unknown, zero is zero."""
    if amount is None or (isinstance(amount, float) and isnan(amount)):
        return "amount not stated"
    # By way of text: Decimal of a float would show its binary tail.
    value = Decimal(str(amount))
    text = f"{abs(value):,.2f}".removesuffix(".00")
    return f"{'−' if value < 0 else ''}${text}"


def short_dollars(amount: object, unknown: str = "not stated") -> str:
    """An amount for an edge or a tile: $238.5M; null is `unknown`."""
    if is_missing(amount):
        return unknown
    return short_sum(Decimal(str(amount)))


def count_of(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 record, 2,000 records."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day(value: object) -> str:
    """A day as exactly as it is known: 2003, March 2019, 14 June 2022; other texts as they are.

    A date is known to the day; a text says by its length what is known (2003, 2003-03).
    """
    if is_missing(value):
        return ""
    text = str(value)
    found = _DAY.match(text)
    if found is None or (isinstance(value, str) and found.end() != len(text)):
        return text
    year, month, number = found.groups()
    if month is None:
        return year
    name = MONTHS[int(month) - 1]
    return f"{name} {year}" if number is None else f"{int(number)} {name} {year}"


def record_words(record_id: str) -> str:
    """A record's id as people read it: the publisher, then its number there."""
    source, _, number = record_id.partition(":")
    return f"{source.upper()} {number}" if number else record_id


def period(first: object, last: object) -> str:
    """One day, or the first and the last, as exactly as known; empty where neither is known."""
    days = [day(value) for value in (first, last) if not is_missing(value)]
    return " to ".join(dict.fromkeys(days))


def long_day(value: date) -> str:
    """A date in words: 14 June 2022."""
    return day(value)
