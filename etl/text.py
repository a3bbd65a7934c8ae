"""One pass over a published text: count its rows and repair or set aside what DuckDB cannot read.

The count is made on the bytes and owes nothing to the parser, so that `rows read = rows loaded +
rows rejected` compares two independent numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from gzip import GzipFile
from typing import IO

from etl.settings import ThroughlineError

CHUNK = 4_000_000
BOM = b"\xef\xbb\xbf"


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
    """The stream in pieces of about 4 MB, each ending with a newline (the last one made to)."""
    rest = b""
    while data := stream.read(CHUNK):
        data = rest + data
        cut = data.rfind(b"\n") + 1
        rest = data[cut:]
        if len(rest) > 16 * CHUNK:
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

    A byte-order mark is dropped, lines that are not UTF-8 are read as Windows-1252 (old FEC
    files), and lines of a pipe file that hold a NUL byte are set aside as rejects.
    """
    found = Scan()
    for piece in whole_lines(stream):
        on_bytes(len(piece))
        clean = _clean(piece, is_quoted, found)
        _count(clean, is_quoted, found)
        found.lines += piece.count(b"\n")
        if copy_to is not None:
            copy_to.write(clean)
    if found.in_quotes:
        raise ThroughlineError("ends inside a quoted field: the file is cut short; get it again")
    return found


def _clean(piece: bytes, is_quoted: bool, found: Scan) -> bytes:
    """The piece without a byte-order mark, foreign encoding or NUL bytes; changes are noted."""
    if found.lines == 0 and piece.startswith(BOM):
        piece, found.is_changed = piece[len(BOM) :], True
    if b"\0" in piece:
        piece, found.is_changed = _without_nul(piece, is_quoted, found), True
    if not piece.isascii():
        try:
            piece.decode()
        except UnicodeDecodeError:
            piece, found.is_changed = _as_utf8(piece, found), True
    return piece


def _without_nul(piece: bytes, is_quoted: bool, found: Scan) -> bytes:
    """The lines without a NUL byte; the others become rejects (a CSV is refused instead)."""
    kept = []
    for number, line in enumerate(piece.splitlines(keepends=True), found.lines + 1):
        if b"\0" not in line:
            kept.append(line)
        elif is_quoted:
            raise ThroughlineError(f"line {number} holds a NUL byte: damaged; download it again")
        else:
            text = line.rstrip(b"\r\n").decode("cp1252", "replace").replace("\0", "\ufffd")
            found.rejects.append((number, "NUL byte", text))
            found.rows += 1
    return b"".join(kept)


def _as_utf8(piece: bytes, found: Scan) -> bytes:
    """Each line that is not UTF-8 read as Windows-1252 and counted."""
    lines = piece.split(b"\n")
    for index, line in enumerate(lines):
        if not line.isascii():
            try:
                line.decode()
            except UnicodeDecodeError:
                lines[index] = line.decode("cp1252", "replace").encode()
                found.latin1_lines += 1
    return b"\n".join(lines)


def _count(piece: bytes, is_quoted: bool, found: Scan) -> None:
    """Add the piece's rows: newlines outside quotes that do not end a blank line."""
    if not is_quoted:
        found.rows += piece.count(b"\n") - _blank_lines(piece, starts_line=True)
        return
    parts = piece.split(b'"')
    for index, part in enumerate(parts):
        if (index % 2 == 0) is not found.in_quotes:
            found.rows += part.count(b"\n") - _blank_lines(part, starts_line=index == 0)
    if len(parts) % 2 == 0:
        found.in_quotes = not found.in_quotes


def _blank_lines(text: bytes, starts_line: bool) -> int:
    """Lines without any character (a carriage return does not count as one)."""
    leading = starts_line and text[:1] in (b"\n", b"\r")
    if not leading and b"\n\n" not in text and b"\n\r" not in text:
        return 0
    lines = text.split(b"\n")
    return sum(not line.strip(b"\r") for line in lines[0 if starts_line else 1 : -1])
