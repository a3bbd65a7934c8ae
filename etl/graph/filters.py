"""Filters of links from words as people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

import duckdb

from etl.common.database import query_rows
from etl.common.queries import read_query
from etl.common.settings import ThroughlineError
from etl.common.words import printable
from etl.graph.slices import Filters


def check_types(engine: duckdb.DuckDBPyConnection, given: list[str] | None) -> tuple[str, ...]:
    """Link types as asked; raises ThroughlineError for one that there is not."""
    known = [row["link_type"] for row in query_rows(engine, read_query("about/link_type"))]
    for name in given or ():
        if name not in known:
            listed = ", ".join(sorted(known))
            raise ThroughlineError(f"no link type {printable(name)!r}: choose of {listed}")
    return tuple(given or ())


def read_filters(
    types: tuple[str, ...],
    period: tuple[str | None, str | None],
    least_usd: str | None,
    least_score: float | None,
) -> Filters:
    """Filters from the words of a command line; raises ThroughlineError for what is none."""
    since, until = (_day(text) for text in period)
    try:
        amount = None if least_usd is None else Decimal(least_usd.replace(",", ""))
    except InvalidOperation as error:
        raise ThroughlineError(f"{least_usd!r} is no amount: write it as 5000") from error
    return Filters(types, since, until, amount, least_score)


def _day(text: str | None) -> date | None:
    """A day as written; raises ThroughlineError for what is none."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise ThroughlineError(f"{text!r} is no date: write it as 2023-01-31") from error
