"""Values of a dossier: as numbers.json holds them, as the report prints them, as SQL."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

from etl.common.harmless import seen
from etl.common.units import COUNT, SHARE, USD, unit_of

NOT_STATED = "not stated"
# A unit goes by a column's name, which may stand over a text.
_NUMBER = re.compile(r"-?[0-9]{1,60}(\.[0-9]{1,60})?")


def canonical(value: Any) -> str | None:
    """A value of DuckDB as numbers.json holds it: text, or None for unknown."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (list, tuple)):
        return " ".join(str(part) for part in value)
    return str(value)


def show_value(value: str | None, unit: str) -> str:
    """The canonical value as the report prints it: USD, count, share (of one), text."""
    if value is None:
        return NOT_STATED
    if unit in (USD, COUNT, SHARE) and _NUMBER.fullmatch(value):
        number = Decimal(value)
        if unit == COUNT:
            return f"{number:,}"
        if unit == SHARE:
            return f"{number * 100:.1f} %"
        text = f"{abs(number):,.2f}"
        return f"{'−' if number < 0 else ''}${text[:-3] if text.endswith('.00') else text}"
    # Line ends become blanks before what is unseen goes, or words would run together.
    return " ".join(seen(" ".join(value.split())).split())


def literal(value: object) -> str:
    """A value as SQL: null, true, 5, a text, or a list of texts."""
    if value is None:
        return "null"
    if isinstance(value, (bool, int)):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(literal(part) for part in value)}]"
    quoted = "'" + str(value).replace("'", "''") + "'"
    # DuckDB reads a statement up to its first NUL.
    return f"({quoted})".replace("\0", "' || chr(0) || '") if "\0" in quoted else quoted


def derive(
    engine: Any, sql: str, most: int | None = None
) -> tuple[list[tuple[str, str]], list[list[str | None]]]:
    """The columns, with their units, and the rows that a statement gives now, `most` if given."""
    # Of a relation the types alone: it keeps no result that could be fetched in part.
    found = engine.sql(sql)
    columns = [
        (name, unit_of(name, str(kind)))
        for name, kind in zip(found.columns, found.types, strict=True)
    ]
    given = engine.execute(sql)
    rows = given.fetchall() if most is None else given.fetchmany(most)
    return columns, [[canonical(value) for value in row] for row in rows]
