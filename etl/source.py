"""What a published table is, and the registry of all that `etl/sources` describes."""

from __future__ import annotations

import csv
import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Kind = Literal["text", "money", "integer", "boolean", "date", "fec_date", "timestamp"]
Layout = Literal["pipe", "csv", "yaml"]

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
    layouts without a header; `records` turns a parsed YAML document into rows.
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

    def lake_columns(self) -> dict[str, str]:
        """Column name → DuckDB type of the lake table, in order."""
        typed = {column.name: SQL_TYPE[column.kind] for column in self.columns}
        typed.update(self.sql_types)
        if self.has_cycle:
            typed["cycle"] = "integer"
        return typed | {"problems": "varchar[]", "file_sha256": "varchar"}


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
