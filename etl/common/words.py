"""Texts made harmless, and amounts and days as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import isnan

from etl.common.harmless import is_web as is_web
from etl.common.harmless import plain as plain
from etl.common.harmless import printable as printable
from etl.common.harmless import short_sum


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


def period(first: object, last: object) -> str:
    """One day, or the first and the last; empty where neither is known."""
    days = [str(day)[:10] for day in (first, last) if not is_missing(day)]
    return " to ".join(dict.fromkeys(days))


def long_day(day: date) -> str:
    """A day as people write it: 14 June 2022."""
    return f"{day.day} {day:%B %Y}"
