"""What a published table is: its columns, their kinds, and how its files are told."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

Kind = Literal["text", "money", "integer", "boolean", "date", "month_day_year", "timestamp"]
Layout = Literal["pipe", "csv", "yaml", "xml", "json"]

SQL_TYPE = {
    "text": "varchar",
    "money": "decimal(18,2)",
    "integer": "bigint",
    "boolean": "boolean",
    "date": "date",
    "month_day_year": "date",
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
class PublishedTable:
    """A published layout and the lake table that it becomes.

    `signature` names columns that only this layout has; `not_in_names` are words of a file's name
    that say it is no such table, however alike its columns. For layouts without a header, and for
    empty documents, `members` are file-name patterns, and `id_patterns` say what stands in which
    field of a line. `repeats` are folders of a zip that repeat its rows, `cycle_of` reads the
    election cycle from a name, `day_of` finds the day of a file whose name has none; `records`
    turns a parsed YAML or XML document into rows. The rows of an API answer (layout json) are
    the list at `rows_path`, or the answer itself where that is empty; a published name is then a
    path of keys, and `@key` a value of the request's context.
    """

    name: str
    layout: Layout
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    date_column: str | None = None
    signature: frozenset[str] = frozenset()
    members: tuple[str, ...] = ()
    id_patterns: tuple[tuple[int, str], ...] = ()
    not_in_names: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    cycle_of: Callable[[str], int | None] | None = None
    day_of: Callable[[Path], date | None] | None = None
    looks_like: Callable[[Any], bool] | None = None
    records: Callable[[Any], Iterable[dict[str, Any]]] | None = None
    sql_types: tuple[tuple[str, str], ...] = ()
    rows_path: tuple[str, ...] = ()

    @property
    def has_cycle(self) -> bool:
        """Whether its rows are of one election cycle, which the file's name tells."""
        return self.cycle_of is not None

    def lake_columns(self) -> dict[str, str]:
        """Column name → DuckDB type of the lake table, in order."""
        typed = {column.name: SQL_TYPE[column.kind] for column in self.columns}
        typed.update(self.sql_types)
        if self.has_cycle:
            typed["cycle"] = "integer"
        # The key of the file goes with every row, so that each can be traced to its bytes.
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
