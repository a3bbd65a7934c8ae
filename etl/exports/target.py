"""Where an export may stand: a new folder, an empty one, or one that an export has filled."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

from etl.common.formulas import unquote_formula
from etl.common.settings import ThroughlineError

MANIFEST = "manifest.csv"
# what the manifest calls a file of the export itself
WRITTEN = "written"
# what systems and engines put beside files without being asked
_UNASKED = re.compile(r"(\.DS_Store|Thumbs\.db|desktop\.ini|\.directory)$", re.I)
_BESIDE = re.compile(r"(-wal|-shm|-journal|\.wal)$")


def check_target(target: Path) -> Path:
    """The folder that `target` is, links followed, which an export may take the place of.

    Raises ThroughlineError for a file, for a folder that is protected, and for one that holds
    anything that no export of ours has written: it would be removed.
    """
    try:
        home = target.resolve()
        strange = next(_strange_in(home), None) if home.is_dir() else None
    # pathlib tells a ring of links as a RuntimeError.
    except (OSError, RuntimeError) as error:
        raise ThroughlineError(f"cannot read {target}: {error}: choose --out") from error
    if home.exists() and not home.is_dir():
        raise ThroughlineError(f"{target} is a file: choose a folder with --out")
    if strange is not None:
        raise ThroughlineError(
            f"{target} holds {strange}, which no export has written and this one would remove: "
            "choose an empty or a new folder with --out"
        )
    if home.exists() and not os.access(home, os.W_OK | os.X_OK):
        raise ThroughlineError(f"cannot write {target}: it is protected: choose --out")
    return home


def _strange_in(folder: Path) -> Iterator[str]:
    """What stands in a folder and is of no export."""
    written = _written_in(folder)
    if not written:
        # Not walked: it may be a whole home folder.
        yield from sorted(path.name for path in folder.iterdir())
        return
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_file = path.is_symlink() or not path.is_dir()
        if is_file and not _UNASKED.search(name) and _BESIDE.sub("", name) not in written:
            yield name


def _written_in(folder: Path) -> set[str]:
    """The files that the manifest in a folder lists as written; none without a manifest of ours."""
    path = folder / MANIFEST
    if path.is_symlink() or not path.is_file():
        return set()
    with path.open(encoding="utf-8", errors="replace", newline="") as text:
        lines = csv.DictReader(text)
        if not {"part", "file_name", "sha256"} <= set(lines.fieldnames or ()):
            return set()
        found = {unquote_formula(row["file_name"]) for row in lines if row["part"] == WRITTEN}
    return {*found, MANIFEST} if found else set()
