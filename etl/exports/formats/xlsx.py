"""The tables that people open in a spreadsheet, one workbook, a leaf for each."""

from __future__ import annotations

from pathlib import Path

import duckdb
from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from etl.common.about import read_day, read_notices
from etl.common.queries import Query, read_query
from etl.exports.package import Held, WrittenColumn, columns_of, table_title
from etl.exports.sheets import book_bytes, sheet_cell

TITLE = "The main tables as one XLSX workbook"
HOWTO = (
    "throughline.xlsx opens in Excel, LibreOffice and Google Sheets: the first leaf holds the "
    "notice and what each leaf is, the last one says what each column is. No text is a formula. "
    "A leaf holds the first 200,000 rows at most and says so on the first leaf; the format "
    "`tables` holds all."
)
FILE = "throughline.xlsx"
# A leaf could hold 1,048,576 rows, but spreadsheets grow slow long before.
MOST_ROWS = 200_000
# leaf → the query of its rows and the table whose comments describe its columns
LEAVES = {
    "entities": ("exports/entity", "entity"),
    "links": ("exports/link", "edge"),
    "awards": ("exports/award", "award"),
    "marks": ("exports/mark", "mark"),
    "obligations": ("exports/obligation", "obligation"),
    "money by role": ("exports/contractor_money", "contractor_money"),
    "flags": ("exports/flag", "flag"),
    "published totals": ("exports/published_total", "published_total"),
    "answers": ("exports/answer", "answer"),
    "sources": ("exports/source_file", "source_file"),
    "known gaps": ("exports/known_gap", "known_gap"),
}


def write(engine: duckdb.DuckDBPyConnection, folder: Path) -> list[Held]:
    """One workbook, row by row."""
    book = Workbook(write_only=True)
    front = book.create_sheet("Notice")
    told: list[list[object]] = [[text] for text in read_notices(engine)]
    told += [[f"Built as of {read_day(engine)}."], [], ["leaf", "rows", "what it holds"]]
    described: list[WrittenColumn] = []
    total = 0
    for name, (query, table) in LEAVES.items():
        columns, count = _leaf(engine, book.create_sheet(name), read_query(query), table)
        about = table_title(engine, table)
        if count > MOST_ROWS:
            about += f" (the first {MOST_ROWS:,} rows only)"
        told.append([name, count, about])
        described += [WrittenColumn(f"{name}.{c.name}", c.kind, c.about) for c in columns]
        total += min(count, MOST_ROWS)
    for line in told:
        front.append([sheet_cell(front, value) for value in line])
    _dictionary(book, described)
    (folder / FILE).write_bytes(book_bytes(book))
    return [Held(FILE, total, "one workbook, a leaf for each table", described)]


def _leaf(
    engine: duckdb.DuckDBPyConnection, leaf: WriteOnlyWorksheet, query: Query, table: str
) -> tuple[list[WrittenColumn], int]:
    """Rows on a leaf of their own: header frozen, with a filter; gives how many there are."""
    (count,) = engine.execute(f"select count(*) from ({query.sql})").fetchall()[0]
    result = engine.execute(f"select * from ({query.sql}) limit {MOST_ROWS}")
    names = [column[0] for column in result.description or []]
    rows = result.fetchall()
    leaf.freeze_panes = "A2"
    leaf.auto_filter.ref = f"A1:{_letter(len(names))}{len(rows) + 1}"
    leaf.append([sheet_cell(leaf, column, is_bold=True) for column in names])
    for row in rows:
        leaf.append([sheet_cell(leaf, value) for value in row])
    described = [*columns_of(engine, "indicator"), *columns_of(engine, table)]
    known = {column.name: column for column in described}
    return [known.get(column, WrittenColumn(column, "", "")) for column in names], count


def _letter(number: int) -> str:
    """The letters of a column by its number, from 1."""
    letters = ""
    while number:
        # There is no zero among the letters: after Z comes AA.
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _dictionary(book: Workbook, described: list[WrittenColumn]) -> None:
    """What each column of each leaf is."""
    leaf = book.create_sheet("columns")
    leaf.append([sheet_cell(leaf, name, is_bold=True) for name in ("leaf.column", "type", "about")])
    for column in described:
        leaf.append([sheet_cell(leaf, text) for text in (column.name, column.kind, column.about)])
