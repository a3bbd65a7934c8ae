"""Every table that people take away, as CSV and as Parquet."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.common.database import quoted
from etl.common.formulas import quoted_cell
from etl.exports.package import Column, Held, columns_of, table_title

TITLE = "The tables of the database as CSV and Parquet"
HOWTO = (
    "Each table stands here twice: the CSV opens in a spreadsheet (a text that it would run has a "
    "quote before it, a list is one cell of words), the Parquet in DuckDB, pandas, R or Polars "
    "with its types and texts as they are."
)
IS_WHOLE = True

# table → the order of its rows
TABLES = {
    "entity": "entity_id",
    "edge": "link_id",
    "evidence": "record_id",
    "source_file": "table_name, sha256",
    "published_total": "record_id",
    "who_gave": "entity_id, cycle",
    "committee_received": "committee_id, cycle",
    "money_reason": "count_reason",
    "independent_expenditure": "expenditure_id",
    "obligation": "obligation_id",
    "award": "award_key",
    "contractor": "organization_id",
    "contractor_month": "organization_id, month, lane",
    "contractor_gift": "organization_id, role_code, giver_id, recipient_id",
    "award_action": "record_id",
    "award_term": "award_key",
    "subaward": "record_id",
    "agency": "agency_id",
    "agency_contractor": "agency_id, organization_id",
    "overseer_money": "agency_id, congress_committee_id, member_id, committee_id, role_code",
    "member": "person_id",
    "committee": "committee_id",
    "flag": "flag_id",
    "indicator": "code",
    "reconciliation": "reconciliation_id",
    "golden": "golden_id",
    "case_event": "record_id",
    "answer": "answer_id",
    "link_type": "link_type",
    "known_gap": "gap_id",
}

# The sum beside `published_obligated_usd` is a total only where it covers the award's own.
WITHHELD = {"award": ["obligated_usd", "difference_usd"]}


def write(engine: duckdb.DuckDBPyConnection, folder: Path) -> list[Held]:
    """Two files per table of TABLES."""
    # more threads lay out Parquet's row groups by chance
    engine.execute("set threads = 1")
    return [
        held for table, order in TABLES.items() for held in _write(engine, folder, table, order)
    ]


def shown_columns(engine: duckdb.DuckDBPyConnection, table: str) -> list[Column]:
    """The columns of a table that leave the database."""
    withheld = WITHHELD.get(table, [])
    return [part for part in columns_of(engine, table) if part.name not in withheld]


def _write(engine: duckdb.DuckDBPyConnection, folder: Path, table: str, order: str) -> list[Held]:
    """One table as Parquet and as CSV whose texts no spreadsheet takes for a formula."""
    columns = shown_columns(engine, table)
    names = ", ".join(part.name for part in columns)
    rows = f"select {names} from marts.{table} order by {order}"
    parquet, text = folder / f"{table}.parquet", folder / f"{table}.csv"
    copied = f"copy ({rows}) to {quoted(str(parquet))} (format parquet, compression zstd)"
    (count,) = engine.execute(copied).fetchone() or (0,)
    cells = ", ".join(cell(part.name, part.kind) for part in columns)
    engine.execute(f"copy (select {cells} from ({rows})) to {quoted(str(text))} (format csv)")
    about = table_title(engine, table)
    return [Held(path.name, count, about, columns) for path in (text, parquet)]


def cell(name: str, kind: str) -> str:
    """SQL of a CSV cell: lists as words, and a quote before what a spreadsheet would run."""
    if kind == "varchar[]":
        return f"array_to_string({name}, ' ') as {name}"
    if kind == "varchar":
        return f"{quoted_cell(name)} as {name}"
    return name
