"""Rows as people take them away: CSV and XLSX with the notice, no text of which is run."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from etl.common.csvtext import csv_value, sheet_value

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can state
# openpyxl writes the time of saving into the book's properties.
_CLOCK = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
CELL_LENGTH = 32_000  # a spreadsheet's cell holds 32,767 characters


@dataclass(frozen=True)
class Sheet:
    """A table with what must stand above it: title, notice, dates, address.

    `rows` hold text, numbers, dates, booleans, lists of texts and None, one value per column.
    """

    preamble: Sequence[str]
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


def csv_bytes(sheet: Sheet) -> bytes:
    """The sheet as UTF-8 CSV; lines that begin with # stand above the header."""
    text = io.StringIO(newline="")
    for line in sheet.preamble:
        text.write(f"# {' '.join(str(sheet_value(line)).split())}\r\n")
    lines = csv.writer(text)
    lines.writerow([csv_value(name) for name in sheet.columns])
    lines.writerows([csv_value(value) for value in row] for row in sheet.rows)
    # Without the mark Excel takes the file for the system's own alphabet.
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheet: Sheet) -> bytes:
    """The sheet as XLSX: the rows on one leaf, the notice on the other; no text is a formula."""
    # Row by row: a book held whole takes some fifty times the room of its file.
    book = Workbook(write_only=True)
    leaf = book.create_sheet("Rows")
    leaf.freeze_panes = "A2"
    leaf.append([sheet_cell(leaf, name, is_bold=True) for name in sheet.columns])
    for row in sheet.rows:
        leaf.append([sheet_cell(leaf, value) for value in row])
    notice = book.create_sheet("Notice")
    for line in sheet.preamble:
        notice.append([sheet_cell(notice, line)])
    return book_bytes(book)


def book_bytes(book: Workbook) -> bytes:
    """A workbook whose bytes depend on its cells alone: no clock in its parts or its zip."""
    content, steady = io.BytesIO(), io.BytesIO()
    book.save(content)
    with zipfile.ZipFile(content) as written, zipfile.ZipFile(steady, "w") as whole:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            part = written.read(name)
            if name == "docProps/core.xml":
                part = _CLOCK.sub(b"1980-01-01T00:00:00Z", part)
            whole.writestr(entry, part)
    return steady.getvalue()


def sheet_cell(leaf: object, value: object, is_bold: bool = False) -> WriteOnlyCell:
    """A cell whose text stays text; what does not fit is cut and says so."""
    held = sheet_value(value)
    if isinstance(held, str) and len(held) > CELL_LENGTH:
        held = held[:CELL_LENGTH] + " … (cut; whole in the CSV)"
    cell = WriteOnlyCell(leaf, value=held)
    if isinstance(held, str):
        # openpyxl takes a text that begins with = for a formula.
        cell.data_type = "s"
    if is_bold:
        cell.font = Font(bold=True)
    return cell
