"""The lake's records: which published files are loaded, and the count that proves each."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from etl.settings import Settings


@dataclass(frozen=True)
class LoadedTable:
    """One lake file and its count: rows_read = rows_loaded + rows_rejected."""

    table: str
    members: list[str]
    cycle: int | None
    rows_read: int
    rows_loaded: int
    rows_rejected: int
    first_date: str | None
    last_date: str | None
    latin1_lines: int


@dataclass(frozen=True)
class Load:
    """One published file in the lake; `is_new` is false when it was there already."""

    file: str
    sha256: str
    bytes: int
    published_date: str | None
    tables: list[LoadedTable]
    left_out: list[str]
    is_new: bool = True


def known_load(sha256: str, settings: Settings) -> Load | None:
    """The record of an earlier load of the same bytes, if its lake files are all there."""
    record = settings.loads / f"{sha256}.json"
    if not record.exists():
        return None
    load = read_load(record)
    whole = all((settings.lake / t.table / f"{sha256}.parquet").exists() for t in load.tables)
    return replace(load, is_new=False) if whole else None


def read_load(record: Path) -> Load:
    """A load record from its JSON file."""
    content = json.loads(record.read_text(encoding="utf-8"))
    content["tables"] = [LoadedTable(**table) for table in content["tables"]]
    return Load(**content)


def loads(settings: Settings) -> list[Load]:
    """Every whole load, ordered by file name and hash."""
    found = [read_load(record) for record in sorted(settings.loads.glob("*.json"))]
    return sorted(found, key=lambda load: (load.file, load.sha256))


def clear_leftovers(settings: Settings) -> None:
    """Make the folder of unfinished work, and remove what killed runs have left in it."""
    settings.temporary.mkdir(parents=True, exist_ok=True)
    for path in settings.temporary.iterdir():
        owner = re.match(r"(?:load|build)-(\d+)", path.name)
        if owner and not _is_running(int(owner[1])):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    """Whether a process of that number runs on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
