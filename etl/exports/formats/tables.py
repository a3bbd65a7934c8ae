"""Every table that people take away, as CSV and as Parquet."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb

from etl.build.models import models
from etl.common.database import quoted
from etl.common.formulas import quoted_cell
from etl.exports.package import Held, WrittenColumn, columns_of, table_title

TITLE = "The tables of the database as CSV and Parquet"
HOWTO = (
    "Each table stands here twice: the CSV opens in a spreadsheet (a text that it would run has a "
    "quote before it, a list is one cell of words), the Parquet in DuckDB, pandas, R or Polars "
    "with its types and texts as they are."
)
IS_WHOLE = True

TABLES = (
    "entity", "edge", "evidence", "source_file", "published_total", "who_gave",
    "committee_received", "money_reason", "independent_expenditure", "obligation", "award",
    "firm", "registration", "contractor", "contractor_month", "contractor_gift", "award_action",
    "award_term", "award_total", "termination", "subaward", "mark", "agency",
    "agency_contractor", "overseer_money", "member", "committee", "flag", "indicator",
    "family", "family_year", "owner", "former_name", "registered_name", "committee_cycle",
    "member_gift", "reconciliation", "golden", "case_event", "answer", "link_type", "known_gap",
)  # fmt: skip

# The sum beside `published_obligated_usd` is a total only where it covers the award's own.
WITHHELD = {"award": ["obligated_usd", "difference_usd", "marked_usd"]}


def write(engine: duckdb.DuckDBPyConnection, folder: Path) -> list[Held]:
    """Two files per table of TABLES."""
    # more threads lay out Parquet's row groups by chance
    engine.execute("set threads = 1")
    return [held for table in TABLES for held in _write(engine, folder, table)]


@cache
def table_keys() -> dict[str, list[str]]:
    """The key of each table of TABLES, in which its rows are ordered."""
    keys = {model.table: model.key for model in models()}
    return {table: keys[f"marts.{table}"] for table in TABLES}


def rows_of(engine: duckdb.DuckDBPyConnection, table: str) -> str:
    """SQL of the rows of a table as they leave, in the order of its key."""
    names = ", ".join(f'"{part.name}"' for part in shown_columns(engine, table))
    # The key makes the order total: the same database, the same bytes.
    return f"select {names} from marts.{table} order by {', '.join(table_keys()[table])}"


def shown_columns(engine: duckdb.DuckDBPyConnection, table: str) -> list[WrittenColumn]:
    """The columns of a table that leave the database."""
    withheld = WITHHELD.get(table, [])
    return [part for part in columns_of(engine, table) if part.name not in withheld]


def _write(engine: duckdb.DuckDBPyConnection, folder: Path, table: str) -> list[Held]:
    """One table as Parquet and as CSV whose texts no spreadsheet takes for a formula."""
    columns, rows = shown_columns(engine, table), rows_of(engine, table)
    parquet, text = folder / f"{table}.parquet", folder / f"{table}.csv"
    copied = f"copy ({rows}) to {quoted(str(parquet))} (format parquet, compression zstd)"
    (count,) = engine.execute(copied).fetchone() or (0,)
    cells = ", ".join(cell(part.name, part.kind) for part in columns)
    engine.execute(f"copy (select {cells} from ({rows})) to {quoted(str(text))} (format csv)")
    about = table_title(engine, table)
    return [Held(path.name, count, about, columns) for path in (text, parquet)]


def cell(name: str, kind: str) -> str:
    """SQL of a CSV cell: lists as words, and a quote before what a spreadsheet would run."""
    column = f'"{name}"'
    if kind == "varchar[]":
        return f"array_to_string({column}, ' ') as {column}"
    if kind == "varchar":
        return f"{quoted_cell(column)} as {column}"
    return column
