"""What a published table is, and the registry of all that `etl/sources` describes."""

from __future__ import annotations

import csv
import importlib
import json
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from etl.fetch.http import PublisherError, Request

Kind = Literal["text", "money", "integer", "boolean", "date", "fec_date", "timestamp"]
Layout = Literal["pipe", "csv", "yaml", "json"]

SQL_TYPE = {
    "text": "varchar",
    "money": "decimal(18,2)",
    "integer": "bigint",
    "boolean": "boolean",
    "date": "date",
    "fec_date": "date",
    "timestamp": "timestamp",
}


@dataclass(frozen=True)
class Column:
    """One published column: the publisher's names (newest first), ours, and its kind."""

    published: tuple[str, ...]
    name: str
    kind: Kind = "text"
    is_optional: bool = False


@dataclass(frozen=True)
class Table:
    """A published layout and the lake table that it becomes.

    `signature` names columns that only this layout has; `members` are file-name patterns for
    layouts without a header; `records` turns a parsed YAML document into rows. The rows of an
    API answer (layout json) are the list at `rows_path`, or the answer itself where that is empty;
    a published name is then a path of keys, and `@key` a value of the request's context.
    """

    name: str
    layout: Layout
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    date_column: str | None = None
    signature: frozenset[str] = frozenset()
    members: tuple[str, ...] = ()
    has_cycle: bool = False
    looks_like: Callable[[Any], bool] | None = None
    records: Callable[[Any], Iterable[dict[str, Any]]] | None = None
    sql_types: tuple[tuple[str, str], ...] = ()
    rows_path: tuple[str, ...] = ()

    def lake_columns(self) -> dict[str, str]:
        """Column name → DuckDB type of the lake table, in order."""
        typed = {column.name: SQL_TYPE[column.kind] for column in self.columns}
        typed.update(self.sql_types)
        if self.has_cycle:
            typed["cycle"] = "integer"
        return typed | {"problems": "varchar[]", "file_sha256": "varchar"}


@dataclass(frozen=True)
class Chain:
    """A first request and all pages that follow it.

    `context` is what its rows lack (the award they belong to); `expected` is the publisher's own
    count of its rows where known beforehand, `count` the request that asks for it.
    """

    request: Request
    context: tuple[tuple[str, str], ...] = ()
    expected: int | None = None
    count: Request | None = None


@dataclass(frozen=True)
class Endpoint:
    """How one endpoint of a publisher pages: all that a walk needs to know of it.

    `rows` gives the rows of an answer and `following` the next request, None at the end; `counted`
    the publisher's count that an answer carries, None where there is none or it is an estimate;
    `count_of` reads the answer to a count request. `key` is the publisher's key of a row.
    """

    service: Literal["fec", "usaspending"]
    name: str
    tables: tuple[str, ...]
    key: str
    rows: Callable[[Any], list[dict[str, Any]]]
    following: Callable[[Request, Any], Request | None]
    counted: Callable[[Any], int | None] = lambda answer: None
    count_of: Callable[[Any], int | None] = lambda answer: None


@dataclass(frozen=True)
class Walk:
    """A search walked to its end. `keep` names columns and the pattern that a kept row matches.

    `changed_since` turns the walk into one for what changed since a day.
    """

    endpoint: Endpoint
    title: str
    chains: tuple[Chain, ...]
    keep: tuple[tuple[str, str], ...] = ()
    changed_since: Callable[[Chain, str], Chain] | None = None


def post_request(path: str, body: dict[str, Any]) -> Request:
    """A question whose words are a JSON body; the same words give the same bytes."""
    return Request(path, body=json.dumps(body, sort_keys=True))


def field_of(document: Any, name: str, asked: Request) -> Any:
    """A field of an answer; raises PublisherError that names it when the shape has changed."""
    if not isinstance(document, dict) or name not in document:
        raise PublisherError(
            f"{asked.path}: the answer lacks {name!r}: the publisher has changed its API; please "
            "report it"
        )
    return document[name]


def columns_from(spec: str) -> tuple[Column, ...]:
    """Columns from `PUBLISHED=name:kind` words; kind defaults to text, `=name` to lower case."""
    columns = []
    for word in spec.split():
        published, _, rest = word.partition("=")
        name, _, kind = (rest or published.lower()).partition(":")
        columns.append(Column((published.partition(":")[0],), name, kind or "text"))  # type: ignore[arg-type]
    return tuple(columns)


def columns_from_csv(path: Path, table: str) -> tuple[Column, ...]:
    """Columns of one table from a layout file (table, published, name, kind, is_optional)."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Column(
                tuple(row["published"].split("|")),
                row["name"],
                row["kind"],  # type: ignore[arg-type]
                row["is_optional"] == "true",
            )
            for row in csv.DictReader(lines)
            if row["table"] == table
        )


@cache
def tables() -> dict[str, Table]:
    """Every table of every source, by lake name."""
    package = importlib.import_module("etl.sources")
    found = {}
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda item: item.name):
        for table in importlib.import_module(f"etl.sources.{module.name}").TABLES:
            found[table.name] = table
    return found
