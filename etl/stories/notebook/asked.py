"""Named queries as a card names them: `record/evidence(cited=record/of_link)`.

A card holds no SQL: only queries of this program can be asked, with bound values, in an order of
named columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from etl.common.database import run_query
from etl.common.queries import Query, ordered, query_names, read_query, with_pieces
from etl.common.settings import ThroughlineError
from etl.stories.notebook.cards import Stored

# Rows that a card keeps, and rows that are counted at once.
MOST_ROWS, _PIECE = 50, 50_000
_NAME = re.compile(r"[a-z_][a-z0-9_/]*")
_COLUMN = r'(?:"[^"]+"|\w+)(?: (?:asc|desc))?(?: nulls (?:first|last))?'
_ORDER = re.compile(rf"{_COLUMN}(?:, {_COLUMN})*")


def notation(query: Query) -> str:
    """How a card names a query; blank where one of its pieces is a table of a connection."""
    names = {}
    for piece, filling in query.pieces.items():
        names[piece] = notation(filling) if isinstance(filling, Query) else ""
    if not all(names.values()):
        return ""
    told = ", ".join(f"{piece}={name}" for piece, name in sorted(names.items()))
    return f"{query.name}({told})" if told else query.name


def query_of(text: str) -> Query:
    """The query that a card names; raises ThroughlineError for what names none."""
    query, rest = _read(text)
    if rest:
        raise ThroughlineError(f"{text!r} names no query")
    return query


def _read(text: str) -> tuple[Query, str]:
    """A query at the beginning of a text, and what follows it."""
    name = _NAME.match(text)
    if name is None or name[0] not in query_names():
        raise ThroughlineError(f"{text[:80]!r} names no query of this program")
    query, rest = read_query(name[0]), text[name.end() :]
    pieces: dict[str, Query | str] = {}
    while rest[:1] == ("," if pieces else "("):
        piece, _, rest = rest[1:].lstrip().partition("=")
        pieces[piece], rest = _read(rest)
    if pieces:
        if rest[:1] != ")":
            raise ThroughlineError(f"{text[:80]!r} names no query: a bracket is open")
        return with_pieces(query, **pieces), rest[1:]
    return query, rest


def order_of(text: str) -> str:
    """An order of named columns, or blank where it is anything else."""
    return text if _ORDER.fullmatch(text) else ""


@dataclass(frozen=True)
class Reply:
    """What the database says: columns, the first rows as they are kept, and how many there are.

    `unknown` and `empty` are the query's words for a cell, and for an answer, that hold nothing.
    """

    columns: list[str]
    rows: list[list[Stored]]
    count: int
    unknown: str = "not stated"
    empty: str = ""


def ask(
    engine: duckdb.DuckDBPyConnection,
    text: str,
    values: Mapping[str, object],
    order: str = "",
    most: int = MOST_ROWS,
) -> Reply:
    """What a card's query says now, its first rows.

    Raises ThroughlineError for what names no query or lacks a value, and where the database
    cannot answer.
    """
    query = query_of(text)
    if order_of(order):
        query = replace(query, words={**query.words, "order": order})
    lacking = [name for name in query.params if name not in values]
    if lacking:
        raise ThroughlineError(f"{query.name} needs {', '.join(lacking)}")
    bound = {name: given(value) for name, value in values.items()}
    try:
        found = run_query(engine, ordered(query), bound)
        columns = [column[0] for column in found.description or []]
        rows = [[stored(value) for value in row] for row in found.fetchmany(most)]
        count = len(rows)
        while more := found.fetchmany(_PIECE):
            count += len(more)
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        raise ThroughlineError(f"this database cannot answer: {said}") from error
    return Reply(columns, rows, count, query.unknown, query.empty)


def stored(value: Any) -> Stored:
    """A value of a row as it is kept: an amount as its digits, a day as ISO 8601."""
    if isinstance(value, (list, tuple)):
        return [None if one is None else str(one) for one in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        # JSON knows no number that is none.
        return value if value == value and abs(value) != float("inf") else None
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def kept_value(value: object) -> object:
    """A value of a query as it is kept: a day and an amount say what they are."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [kept_value(one) for one in value]
    return value


def given(value: object) -> object:
    """A kept value as a query takes it."""
    if isinstance(value, dict):
        if set(value) == {"date"}:
            return date.fromisoformat(str(value["date"]))
        if set(value) == {"decimal"}:
            return Decimal(str(value["decimal"]))
        raise ThroughlineError(f"{value!r} is no value of a query")
    return [given(one) for one in value] if isinstance(value, list) else value
