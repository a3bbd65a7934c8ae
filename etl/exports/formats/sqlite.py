"""Every table as one SQLite file that Datasette serves as it is, with its metadata beside it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from etl.common.about import read_day, read_notices
from etl.exports.formats.tables import TABLES, rows_of, shown_columns, table_keys
from etl.exports.package import Held, table_title

TITLE = "The tables as SQLite, for Datasette"
HOWTO = (
    "`datasette serve throughline.sqlite -m metadata.json` serves it with descriptions and notice; "
    "`sqlite3 throughline.sqlite` opens it. SQLite knows no decimals: dollars are REAL, rounded to "
    "cents (exact up to 90 trillion), shares and scores REAL, days ISO text, yes 1 and no 0, lists "
    "JSON. Names of entities have a full-text index, entity_name."
)
IS_WHOLE = True
FILE, METADATA = "throughline.sqlite", "metadata.json"
BATCH = 20_000
KINDS = {"boolean": "INTEGER", "bigint": "INTEGER", "integer": "INTEGER", "double": "REAL"}
INDEXED = ("from_id", "to_id", "entity_id", "organization_id", "agency_id", "award_key")


def write(engine: duckdb.DuckDBPyConnection, folder: Path) -> list[Held]:
    """The database file and its metadata; the same tables, the same bytes."""
    target = sqlite3.connect(folder / FILE)
    try:
        target.executescript(
            # No journal: the file is new, and a failed export is thrown away. A fixed page size for
            # the same bytes.
            "pragma page_size = 4096; pragma journal_mode = off; pragma synchronous = off;"
        )
        counts = {table: _copy(engine, target, table) for table in TABLES}
        _notice(engine, target)
        _search(target)
        target.commit()
    finally:
        target.close()
    _write_metadata(engine, folder / METADATA)
    described = [column for table in TABLES for column in shown_columns(engine, table)]
    return [
        Held(FILE, sum(counts.values()), "every table of this program's exports", described),
        Held(METADATA, len(TABLES), "Datasette's metadata: notice, tables and columns"),
    ]


def _copy(engine: duckdb.DuckDBPyConnection, target: sqlite3.Connection, table: str) -> int:
    """One table with its key and indexes; gives its rows."""
    key = table_keys()[table]
    columns = shown_columns(engine, table)
    spec = [f'"{column.name}" {_kind(column.kind)}' for column in columns]
    if set(key) <= {column.name for column in columns}:
        spec.append(f"primary key ({', '.join(key)})")
    target.execute(f'create table "{table}" ({", ".join(spec)})')
    places = ", ".join("?" * len(columns))
    count = 0
    for rows in _batches(engine, rows_of(engine, table)):
        target.executemany(f'insert into "{table}" values ({places})', rows)
        count += len(rows)
    for column in columns:
        # The key's first column has an index already.
        if column.name in INDEXED and key[:1] != [column.name]:
            target.execute(f'create index "{table}_{column.name}" on "{table}" ("{column.name}")')
    return count


def _kind(kind: str) -> str:
    """SQLite's type of a column."""
    return KINDS.get(kind, "REAL" if kind.startswith("decimal") else "TEXT")


def _batches(engine: duckdb.DuckDBPyConnection, sql: str) -> Iterator[list[tuple[Any, ...]]]:
    """Rows so many at a time, as SQLite holds them."""
    result = engine.execute(sql)
    while rows := result.fetchmany(BATCH):
        yield [tuple(_value(value) for value in row) for row in rows]


def _value(value: Any) -> Any:
    """A value that SQLite holds."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    # SQLite's integers end there; DuckDB's go on.
    if isinstance(value, int) and abs(value) >= 2**63:
        return str(value)
    return value


def _notice(engine: duckdb.DuckDBPyConnection, target: sqlite3.Connection) -> None:
    """The notice as a table, for who opens the file without Datasette."""
    target.execute("create table notice (text TEXT)")
    told = [*read_notices(engine), f"Built as of {read_day(engine)}."]
    target.executemany("insert into notice values (?)", [(text,) for text in told])


def _search(target: sqlite3.Connection) -> None:
    """A full-text index on the names of entities."""
    target.execute(
        "create virtual table entity_name using fts5(name, entity_id unindexed, content='entity')"
    )
    target.execute("insert into entity_name (entity_name) values ('rebuild')")


def _write_metadata(engine: duckdb.DuckDBPyConnection, path: Path) -> None:
    """What Datasette says of the file, its tables and columns."""
    tables = {
        table: {
            "description": table_title(engine, table),
            "columns": {c.name: c.about for c in shown_columns(engine, table) if c.about},
        }
        for table in TABLES
    }
    tables["entity"]["fts_table"] = "entity_name"
    document = {
        "title": "Throughline: federal contracts and political contributions",
        "description": " ".join([*read_notices(engine), f"Built as of {read_day(engine)}."]),
        "source": "USAspending, FEC and congress-legislators; see the table source_file",
        "license": "Public records of the United States; mind the notice",
        "databases": {"throughline": {"tables": tables}},
    }
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
