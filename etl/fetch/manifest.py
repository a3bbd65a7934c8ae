"""What has been fetched: one line per finished download, in `data/downloads/manifest.jsonl`."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, Literal, TextIO

from etl.common.plain import NotPlainError, as_dataclass, parsed
from etl.common.running.locks import hold_file
from etl.common.settings import Settings, ThroughlineError


@dataclass(frozen=True)
class Entry:
    """One finished download: a published file, or a search walked to its end.

    `path` is relative to the downloads; `replaces` names what an entry takes the place of when it
    comes anew (a file's address, a search's own words). `published` is the publisher's own date,
    `family` the search that this one brings up to date, `rows` the publisher's count of a file.
    """

    kind: Literal["file", "walk"]
    source: str
    url: str
    path: str
    retrieved_at: str
    bytes: int
    sha256: str
    replaces: str
    published: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    asked_at: str | None = None
    family: str | None = None
    rows: int | None = None


def entries(settings: Settings) -> list[Entry]:
    """Every line of the manifest, oldest first; a last line torn by a power cut is passed over."""
    path = settings.downloads / "manifest.jsonl"
    if not path.exists():
        return []
    lines = path.read_bytes().split(b"\n")
    found = []
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        try:
            found.append(_entry_of(line, path, number))
        except NotPlainError as error:
            # Only the last line can be torn; one in the middle was damaged otherwise.
            if number == len(lines):
                continue
            raise ThroughlineError(
                f"{error}: restore the file, or move {path.parent} aside and fetch again"
            ) from error
    return found


def _entry_of(line: bytes, listing: Path, number: int) -> Entry:
    """A line as an entry; raises NotPlainError for any other, and for a path that leads away."""
    where = f"{listing}, line {number}"
    entry = as_dataclass(Entry, parsed(line, listing, number), where)
    path = PurePath(entry.path)
    if path.is_absolute() or ".." in path.parts or "\0" in entry.path:
        raise NotPlainError(f"{where}: {entry.path!r} is no place below the downloads")
    return entry


def current(settings: Settings) -> dict[str, Entry]:
    """The newest entry of each download that is still there, by what it replaces."""
    # The later line of a name overwrites the earlier one.
    newest = {entry.replaces: entry for entry in entries(settings)}
    return {
        name: entry for name, entry in newest.items() if (settings.downloads / entry.path).exists()
    }


def superseded(settings: Settings) -> set[str]:
    """Hashes of downloads that a newer one of the same file or search has taken the place of."""
    found = entries(settings)
    newest = {entry.replaces: entry.sha256 for entry in found}
    return {entry.sha256 for entry in found} - set(newest.values())


def record(entry: Entry, settings: Settings) -> None:
    """Add a line, whole or not at all; a line that a power cut tore is taken away first."""
    path = settings.downloads / "manifest.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(entry), sort_keys=True) + "\n"
    # In append mode every write goes to the end, wherever reading has left the place.
    with path.open("ab+") as stream:
        text = _mend_end(stream) + text
        stream.write(text.encode())
        stream.flush()
        # The line says that a download is whole: it must not be lost after a file is replaced.
        os.fsync(stream.fileno())


def _mend_end(stream: BinaryIO) -> str:
    """What is missing between the last line and the next: nothing, or a line's end."""
    stream.seek(0)
    content = stream.read()
    last = content[content.rfind(b"\n") + 1 :]
    if not last:
        return ""
    try:
        _entry_of(last, Path(str(stream.name)), content.count(b"\n") + 1)
    except NotPlainError:
        stream.truncate(len(content) - len(last))
        return ""
    return "\n"


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """Hold the downloads for one fetch.

    Raises ThroughlineError when another is at it, or when the disk fails while it is held.
    """
    try:
        settings.downloads.mkdir(parents=True, exist_ok=True)
        with (settings.downloads / ".lock").open("w") as stream:
            _hold(stream, settings)
            yield
    except OSError as error:
        raise ThroughlineError(disk_failure(settings.downloads, error)) from error


def _hold(stream: TextIO, settings: Settings) -> None:
    busy = f"another fetch is writing to {settings.downloads}: wait for it, or use --data DIR"
    hold_file(stream, busy, is_waiting=False)


def disk_failure(path: Path, error: OSError) -> str:
    """One line on a disk that does not serve."""
    where = error.filename or path
    if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        return f"{where}: no room left: free some space or use --data DIR; what came is kept"
    return f"{where}: cannot be written ({error.strerror or error}): use --data DIR"
