"""One pass over a published text: count its rows and repair or set aside what DuckDB cannot read.

The count is made on the bytes and owes nothing to the parser, so that `rows read = rows loaded +
rows rejected` compares two independent numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from gzip import GzipFile
from typing import IO

import numpy as np

from etl.common.settings import ThroughlineError

CHUNK = 1_000_000
# Descriptions run to 4,000 letters; without a bound a file of no newline would fill the memory.
MAX_LINE = 64_000_000
BOM = b"\xef\xbb\xbf"
_QUOTE, _NEWLINE = b'"'[0], b"\n"[0]
_BLANK = re.compile(rb"\n\n")
_LINE_END = re.compile(rb"\r+\n")


@dataclass
class Scan:
    """What one pass found. `rows` leaves out blank lines and, for CSV, counts the header too."""

    rows: int = 0
    lines: int = 0
    latin1_lines: int = 0
    is_changed: bool = False
    rejects: list[tuple[int, str, str]] = field(default_factory=list)
    in_quotes: bool = False


def whole_lines(stream: IO[bytes] | GzipFile) -> Iterator[bytes]:
    """The stream in pieces of about 1 MB, each ending with a newline (the last one made to)."""
    rest = b""
    while data := stream.read(CHUNK):
        data = rest + data
        cut = data.rfind(b"\n") + 1
        # What follows the last newline waits for the next piece, so that no sign is cut in two.
        rest = data[cut:]
        if len(rest) > MAX_LINE:
            raise ThroughlineError("a line is longer than 64 MB: this is not a published text")
        if cut:
            yield data[:cut]
    if rest:
        yield rest + b"\n"


def scan(
    stream: IO[bytes] | GzipFile,
    is_quoted: bool,
    copy_to: IO[bytes] | None = None,
    on_bytes: Callable[[int], None] = lambda count: None,
) -> Scan:
    """Count and clean a text; with `copy_to`, write the clean text there.

    A byte-order mark is dropped, lines that are not UTF-8 are read as Windows-1252 (old
    files), line ends become newlines and other carriage returns outside quotes spaces (DuckDB
    refuses a text that mixes them), and lines of a pipe file that hold a NUL byte are set aside.
    """
    found = Scan()
    for piece in whole_lines(stream):
        on_bytes(len(piece))
        clean = _clean(piece, is_quoted, found)
        newlines = clean.count(b"\n")
        _count(clean, newlines, is_quoted, found)
        found.lines += newlines if clean is piece else piece.count(b"\n")
        if copy_to is not None:
            copy_to.write(clean)
    # DuckDB would take the rest of the file for one field.
    if found.in_quotes:
        raise ThroughlineError("ends inside a quoted field: the file is cut short; get it again")
    return found


def _clean(piece: bytes, is_quoted: bool, found: Scan) -> bytes:
    """The piece without a byte-order mark, foreign encoding or NUL bytes; changes are noted."""
    if found.lines == 0 and piece.startswith(BOM):
        piece, found.is_changed = piece[len(BOM) :], True
    if b"\0" in piece:
        piece, found.is_changed = _without_nul(piece, is_quoted, found), True
    if b"\r" in piece:
        piece, found.is_changed = _with_newlines(piece, is_quoted, found), True
    # Nearly every piece is ASCII, and asking is much cheaper than decoding.
    if not piece.isascii():
        try:
            piece.decode()
        except UnicodeDecodeError:
            piece, found.is_changed = _as_utf8(piece, found), True
    return piece


def _without_nul(piece: bytes, is_quoted: bool, found: Scan) -> bytes:
    """The lines without a NUL byte; the others become rejects (a CSV is refused instead)."""
    kept = []
    for number, line in enumerate(piece.split(b"\n"), found.lines + 1):
        if b"\0" not in line:
            kept.append(line)
        elif is_quoted:
            # In a CSV a line is not a row: without this line its neighbours would be torn.
            raise ThroughlineError(f"line {number} holds a NUL byte: damaged; download it again")
        else:
            text = line.rstrip(b"\r").decode("cp1252", "replace").replace("\0", "\ufffd")
            found.rejects.append((number, "NUL byte", text))
            found.rows += 1
    return b"\n".join(kept)


def _with_newlines(piece: bytes, is_quoted: bool, found: Scan) -> bytes:
    """The piece with every line ended by a newline alone; quoted text is left as it is."""
    # Split at quotes, every other part is outside; a doubled quote gives an empty part and keeps
    # the count.
    parts = piece.split(b'"') if is_quoted else [piece]
    first = 1 if is_quoted and found.in_quotes else 0
    for index in range(first, len(parts), 2):
        parts[index] = _LINE_END.sub(b"\n", parts[index]).replace(b"\r", b" ")
    return b'"'.join(parts)


def _as_utf8(piece: bytes, found: Scan) -> bytes:
    """Each line that is not UTF-8 read as Windows-1252 and counted."""
    lines = piece.split(b"\n")
    for index, line in enumerate(lines):
        if not line.isascii():
            try:
                line.decode()
            except UnicodeDecodeError:
                # Line by line: an old line must not respell the UTF-8 of its neighbours.
                lines[index] = line.decode("cp1252", "replace").encode()
                found.latin1_lines += 1
    return b"\n".join(lines)


def _count(piece: bytes, newlines: int, is_quoted: bool, found: Scan) -> None:
    """Add the piece's rows: newlines outside quotes that do not end a blank line."""
    if not is_quoted:
        # Nothing is quoted in a pipe file: every newline ends a row.
        found.rows += newlines - _blank_lines(piece)
        return
    # As arrays: a loop over single bytes would take far longer than reading them.
    codes = np.frombuffer(piece, dtype=np.uint8)
    quotes, ends = np.flatnonzero(codes == _QUOTE), np.flatnonzero(codes == _NEWLINE)
    # A newline is outside when the quotes before it are even; doubled ones do not change that.
    is_outside = (np.searchsorted(quotes, ends) + found.in_quotes) % 2 == 0
    ends = ends[is_outside]
    # A newline right after a newline (or first of all) ends a line without any character.
    follows = np.concatenate(([True], codes[:-1] == _NEWLINE)) if len(codes) else codes
    found.rows += len(ends) - int(np.count_nonzero(follows[ends]))
    found.in_quotes = bool((len(quotes) + found.in_quotes) % 2)


def _blank_lines(text: bytes) -> int:
    """Lines without any character."""
    # The search ends the usual case early: splitting makes a list of every line.
    if not _BLANK.search(text) and not text.startswith(b"\n"):
        return 0
    return text.split(b"\n")[:-1].count(b"")
