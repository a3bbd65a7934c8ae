"""People's lists of names, CSV or XLSX, read whole; refused where a row is not clear."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from etl.common.settings import ThroughlineError
from etl.names.cells import parse_date, parse_zip
from etl.names.resolve import Name, Resolution

ADDED = tuple(field.name for field in fields(Resolution))
ZIP_MARK, OLE_MARK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# A workbook of a few kilobytes can hold gigabytes.
MOST_UNPACKED = 200 << 20
# Titles of columns that are likely to hold the names, the likeliest first.
LIKELY = ("name", "firm", "company", "contractor", "recipient", "vendor", "employer", "donor")


@dataclass(frozen=True)
class NameList:
    """A list as it was given: where it came from, its header, and its rows as texts."""

    title: str
    header: list[str]
    rows: list[list[str]]

    def place(self, column: str) -> int:
        """Where a column stands; raises ThroughlineError when it is absent or there twice."""
        found = [place for place, title in enumerate(self.header) if title.strip() == column]
        if len(found) != 1:
            often = "no" if not found else "more than one"
            raise ThroughlineError(
                f"{self.title} has {often} column {column!r}: its columns are "
                f"{', '.join(self.header)}"
            )
        return found[0]

    def likely_column(self) -> int:
        """The column that is likely to hold the names; the first where none says so."""
        titles = [title.strip().lower() for title in self.header]
        for word in LIKELY:
            for test in (str.__eq__, str.__contains__):
                place = next((n for n, title in enumerate(titles) if test(title, word)), None)
                if place is not None:
                    return place
        return 0


@dataclass(frozen=True)
class ListColumns:
    """Which columns of a list say what of each name; None where none does."""

    name: str
    date: str | None = None
    state: str | None = None
    zip: str | None = None
    city: str | None = None
    employer: str | None = None


def read_list(title: str, content: bytes) -> NameList:
    """The rows of a CSV text or a workbook's first sheet, every cell as it stands.

    Raises ThroughlineError for what is empty, ragged, or neither of the two.
    """
    if content.startswith(ZIP_MARK):
        header, rows = _read_workbook(title, content)
    # A workbook of another kind, or UTF-16, saved under the name of a CSV.
    elif content.startswith(OLE_MARK) or b"\0" in content:
        raise ThroughlineError(f"{title} is no CSV text: save it as CSV (UTF-8) or XLSX first")
    else:
        header, rows = _read_text(title, content)
    taken = [name for name in ADDED if name in header]
    # Two columns of a name would leave it open whose answer is whose.
    if taken:
        raise ThroughlineError(f"the list has columns {', '.join(taken)} already: rename them")
    return NameList(title, header, rows)


def _read_text(title: str, content: bytes) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a CSV text."""
    try:
        # Spreadsheets save with a byte-order mark, old ones in Windows-1252.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    # The default refuses a cell of more than 131,072 signs.
    csv.field_size_limit(10_000_000)
    # Strict: a quote out of place would move the cells behind it in silence.
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, None)
        if not header:
            raise ThroughlineError(f"{title} is empty: it needs a header line")
        rows = []
        for row in reader:
            if not row:
                continue
            if len(row) != len(header):
                raise ThroughlineError(
                    f"{title}, line {reader.line_num}: {len(row)} cells, the header has "
                    f"{len(header)}: is a quote or a comma missing?"
                )
            rows.append(row)
    except csv.Error as error:
        raise ThroughlineError(f"{title}, line {reader.line_num}: {error}") from error
    return header, rows


def _read_workbook(title: str, content: bytes) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a workbook's first sheet; rows without a cell are passed over."""
    # Here, as it takes a while to come, and lists are texts mostly.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > MOST_UNPACKED:
            raise ThroughlineError(f"{title} is too large a workbook: save the sheet as CSV")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # What the file says of its size may be wrong, and rows are then cut.
        sheet.reset_dimensions()
        cells = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    except (
        InvalidFileException, ParseError, zipfile.BadZipFile, zlib.error, NotImplementedError,
        KeyError, IndexError, ValueError, TypeError, AttributeError, EOFError, RuntimeError,
    ) as error:  # fmt: skip
        # openpyxl has no error of its own for most that a file can be.
        raise ThroughlineError(
            f"{title} is no workbook that can be read: save it as XLSX or CSV (UTF-8) first"
        ) from error
    return _header_and_rows(title, cells)


def _header_and_rows(title: str, cells: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """A sheet's first row that has a cell as header, and those below, all of its width."""
    filled = [row for row in cells if any(row)]
    if not filled:
        raise ThroughlineError(f"{title} is empty: it needs a header line")
    width = max(place for place, text in enumerate(filled[0], 1) if text)
    header, rows = filled[0][:width], []
    for number, row in enumerate(filled[1:], 2):
        if any(row[width:]):
            raise ThroughlineError(
                f"{title}, row {number}: has a cell to the right of the last title of the header"
            )
        rows.append((row + [""] * width)[:width])
    return header, rows


def _text(value: object) -> str:
    """A cell of a workbook as a CSV would have it."""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # A line feed within a cell is written so in the file itself.
    return "" if value is None else re.sub(r"_x000D_", "", str(value))


def names_of(given: NameList, columns: ListColumns) -> list[Name]:
    """What each row of a list asks; raises ThroughlineError for a column that is not there once."""
    said = {
        "name": columns.name, "date": columns.date, "state": columns.state, "zip": columns.zip,
        "city": columns.city, "employer": columns.employer,
    }  # fmt: skip
    places = {word: given.place(column) for word, column in said.items() if column}
    return [_name(row, places) for row in given.rows]


def _name(row: list[str], places: Mapping[str, int]) -> Name:
    """What one row asks."""

    def cell(word: str) -> str:
        return row[places[word]].strip() if word in places else ""

    state = cell("state").upper()
    return Name(
        row[places["name"]],
        # What is no state is as good as none.
        state if len(state) == 2 and state.isalpha() else None,
        parse_date(cell("date")),
        parse_zip(cell("zip")),
        cell("city").upper() or None,
        cell("employer").upper() or None,
    )


def count_unread_dates(given: NameList, asked: list[Name], column: str | None) -> int:
    """How many rows have something in the column of days that is none."""
    if column is None:
        return 0
    place = given.place(column)
    pairs = zip(asked, given.rows, strict=True)
    return sum(name.date is None and bool(row[place].strip()) for name, row in pairs)
