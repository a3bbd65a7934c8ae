"""The files of a dossier, from a folder or a zip, copied once and read from the copy alone.

Every name of a dossier is known: what is called otherwise is told and not read.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

MANIFEST, NUMBERS, REPORT, GRAPH = "manifest.csv", "numbers.json", "report.html", "graph.svg"
README, DICTIONARY, ANSWERS, SCRIPT = "README.txt", "dictionary.csv", "answers.csv", "verify.py"
ROWS = "rows"
# A story of whoever wrote the dossier, which stands beside what is derived and is not derived.
STORIES = ("notebook.html", "notebook.md")
TOP = (MANIFEST, NUMBERS, REPORT, GRAPH, README, DICTIONARY, ANSWERS, SCRIPT, *STORIES)
TABLE = re.compile(r"rows/([a-z][a-z0-9_]{0,60})\.([a-z][a-z0-9_]{0,60})\.(csv|parquet)")
# Far above any dossier, and below what fills a machine; texts are held in memory.
MOST_FILES, MOST_BYTES, MOST_TEXT = 500, 8 * 2**30, 512 * 2**20
Told = Callable[[str], None]


class RefusedError(ValueError):
    """What cannot be checked at all."""


@dataclass(frozen=True)
class Copy:
    """A file of a dossier: where its copy lies, and the SHA-256 of what it held."""

    path: Path
    sha256: str

    def read(self) -> bytes:
        """Its bytes; raises RefusedError where they are too many for a text."""
        if self.path.stat().st_size > MOST_TEXT:
            raise RefusedError("a text is larger than any dossier's")
        return self.path.read_bytes()


def is_known(name: str) -> bool:
    """Whether a dossier can have a file of this name."""
    return name in TOP or TABLE.fullmatch(name) is not None


class Copies:
    """Copies of members under numbers: no name of a dossier becomes a name of this machine."""

    def __init__(self, work: Path, most: int = MOST_BYTES) -> None:
        self.members: dict[str, Copy] = {}
        self._work, self._left = work, most

    def take(self, name: str, content: IO[bytes]) -> None:
        """Copy a member; raises RefusedError when all of them are too much."""
        if len(self.members) >= MOST_FILES:
            raise RefusedError(f"it holds more than {MOST_FILES} files")
        path, digest = self._work / str(len(self.members)), hashlib.sha256()
        with path.open("wb") as copy:
            while part := content.read(2**20):
                self._left -= len(part)
                if self._left < 0:
                    raise RefusedError("unpacked it is larger than any dossier")
                digest.update(part)
                copy.write(part)
        self.members[name] = Copy(path, digest.hexdigest())


def copy_folder(folder: Path, copies: Copies, fails: Told) -> list[str]:
    """Copy the files of a folder; gives the names of those that no dossier has.

    A link is not followed: what it leads to is not what was sent.
    """
    foreign = []
    for entry in _entries(folder, fails):
        name = Path(entry.path).relative_to(folder).as_posix()
        if not is_known(name):
            foreign.append(name)
            continue
        with Path(entry.path).open("rb") as content:
            copies.take(name, content)
    return foreign


def _entries(folder: Path, fails: Told, depth: int = 0) -> Iterator[os.DirEntry[str]]:
    """The plain files of a folder and of its rows."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries[: 2 * MOST_FILES]:
        if entry.is_file(follow_symlinks=False):
            yield entry
        elif entry.is_dir(follow_symlinks=False) and depth == 0 and entry.name == ROWS:
            yield from _entries(Path(entry.path), fails, 1)
        elif entry.is_dir(follow_symlinks=False):
            fails(f"{entry.name} is a folder that no dossier has")
        else:
            fails(f"{entry.name} is neither a file nor a folder")
    if len(entries) > 2 * MOST_FILES:
        raise RefusedError(f"it holds more than {MOST_FILES} files")
