"""Rows as CSV: no control characters in a cell, and no text that a spreadsheet would run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from etl.common.formulas import quote_formula

# what no cell of a workbook can hold, as openpyxl has it
ILLEGAL = re.compile(r"[\000-\010]|[\013-\014]|[\016-\037]")
_QUOTED = re.compile(r'[",\r\n]')


def sheet_value(value: object) -> object:
    """A value that a cell can hold: lists as words, no control characters."""
    if isinstance(value, (list, tuple)):
        value = " ".join(str(part) for part in value)
    return ILLEGAL.sub("", value) if isinstance(value, str) else value


def csv_value(value: object) -> object:
    """A value for CSV: a text that a spreadsheet would run gets a quote before it."""
    held = sheet_value(value)
    return quote_formula(held) if isinstance(held, str) else held


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV no text of which a spreadsheet runs; lines end in a line feed, on every system."""
    lines = [header, *([csv_value(value) for value in row] for row in rows)]
    return "".join(f"{','.join(_cell(value) for value in line)}\n" for line in lines)


def _cell(value: object) -> str:
    """A cell in quotes where it needs them."""
    # Not by `csv.writer`: whether it quotes a lone carriage return depends on Python's version.
    text = "" if value is None else str(value)
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if _QUOTED.search(text) else text
