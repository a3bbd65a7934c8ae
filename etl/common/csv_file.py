"""CSV files of ours, strictly: UTF-8, commas, every line as wide as the header, or a refusal."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.common.settings import ThroughlineError

_MARKS = {
    codecs.BOM_UTF8: "UTF-8 without a byte-order mark",
    codecs.BOM_UTF16_LE: "UTF-8, and not as UTF-16",
    codecs.BOM_UTF16_BE: "UTF-8, and not as UTF-16",
}


@dataclass(frozen=True)
class Line:
    """A line of the file: its number, the header's being 1 as a rule, and its cells by column."""

    number: int
    cells: dict[str, str]


def read_csv_file(path: Path, columns: Sequence[str] | None = None) -> list[Line]:
    """Every line after the header; blank ones are passed over.

    Raises ThroughlineError that names file and line: another encoding, a quote that does not end,
    a line that is wider or narrower than the header, or a header that is not `columns`.
    """
    return parse_csv(path.read_bytes(), path, columns)


def parse_csv(content: bytes, where: object, columns: Sequence[str] | None = None) -> list[Line]:
    """The lines of a CSV that was read; `where` names it. Raises as `read_csv_file` does."""
    rows = _rows(_text(content, where), where)
    if not rows:
        raise ThroughlineError(f"{where}: is empty: its first line names the columns")
    number, header = rows[0]
    _check_header(header, f"{where}, line {number}", columns)
    for number, row in rows[1:]:
        if len(row) != len(header):
            raise ThroughlineError(
                f"{where}, line {number}: {len(row)} cells, the header has {len(header)}: is a "
                "comma or a quote missing, or is the file cut short?"
            )
    return [Line(number, dict(zip(header, row, strict=True))) for number, row in rows[1:]]


def _text(content: bytes, where: object) -> str:
    for mark, wanted in _MARKS.items():
        if content.startswith(mark):
            raise ThroughlineError(f"{where}, line 1: save the file as {wanted}")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ThroughlineError(f"{where}, line {line}: is not UTF-8: save it as UTF-8") from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise ThroughlineError(f"{where}, line {line}: holds a NUL: the file is damaged")
    return text


def _rows(text: str, where: object) -> list[tuple[int, list[str]]]:
    """The rows with the number of the line on which each begins."""
    # Strict: a quote out of place would move the cells behind it in silence.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, first = [], 1
    try:
        for row in reader:
            if row:
                rows.append((first, row))
            first = reader.line_num + 1
    except csv.Error as error:
        raise ThroughlineError(
            f"{where}, line {first}: a quote is missing or stands where none may ({error})"
        ) from error
    return rows


def _check_header(header: list[str], where: str, columns: Sequence[str] | None) -> None:
    """Raise ThroughlineError for a header that is not the wanted one, or names a column twice."""
    if len(header) == 1 and ";" in header[0]:
        raise ThroughlineError(f"{where}: semicolons stand where commas must")
    if len(set(header)) < len(header):
        raise ThroughlineError(f"{where}: names a column twice")
    if columns is not None and header != list(columns):
        raise ThroughlineError(
            f"{where}: the columns are {', '.join(header)}, wanted {', '.join(columns)}"
        )
