"""What every table and column of the database says of itself, kept in the file as comments."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

import duckdb

from etl.common.csv_file import read_csv_file
from etl.common.database import query_rows, quoted
from etl.common.queries import read_query
from etl.common.settings import SQL, ThroughlineError

HEADER = ["scope", "column_name", "about"]


def meanings(path: Path = SQL / "columns.csv") -> dict[tuple[str, str], str]:
    """The lines of sql/columns.csv by scope and column.

    The scope is a table, a layer, or nothing, which is everywhere; a line without a column is the
    title of the table. Raises ThroughlineError for a line that says nothing or stands twice.
    """
    found: dict[tuple[str, str], str] = {}
    for line in read_csv_file(path, HEADER):
        scope, column, about = line.cells.values()
        if not about.strip() or (scope, column) in found:
            raise ThroughlineError(
                f"{path}, line {line.number}: wanted one scope, column and meaning"
            )
        found[scope, column] = about
    return found


def comment(engine: duckdb.DuckDBPyConnection, told: dict[tuple[str, str], str]) -> None:
    """Give every table and column that has no comment the one that its name has.

    What a model's own header says of a column stands already and goes before.
    """
    said: list[str] = []
    for row in query_rows(engine, read_query("about/table"), {"table": None}):
        schema, table = row["schema_name"], row["table_name"]
        about = told.get((f"{schema}.{table}", ""))
        if about and not row["is_view"] and not row["about"]:
            said.append(f'comment on table {schema}."{table}" is {quoted(about)}')
    for row in query_rows(engine, read_query("about/column"), {"table": None}):
        schema, table, column = row["schema_name"], row["table_name"], row["column_name"]
        key = line_of(told, schema, table, column)
        if key and not row["about"]:
            target = f'{schema}."{table}"."{column}"'
            said.append(f"comment on column {target} is {quoted(told[key])}")
    # One transaction and one call for all: each of thousands would be a commit of its own.
    engine.execute("; ".join(["begin", *said, "commit"]))


def line_of(
    told: Container[tuple[str, str]], schema: str, table: str, column: str
) -> tuple[str, str] | None:
    """The line that a column is told by: its table's, else its layer's, else everyone's."""
    scopes = (f"{schema}.{table}", schema, "")
    return next(((scope, column) for scope in scopes if (scope, column) in told), None)
