"""Lake files that are not as they were written: told by size, footer and rows, or by every byte."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.common.database import pattern_of
from etl.common.files import hash_file
from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.lake.records import (
    LakeFile,
    Load,
    fetched_hashes,
    lake_file,
    loads,
    outdated_tables,
    way_to_load,
)
from etl.sources import tables

_ROWS = "select num_rows from parquet_file_metadata(?)"


@dataclass(frozen=True)
class Written:
    """A lake file as its record says that it was written; `file` is null in an old record."""

    path: Path
    rows: int
    file: LakeFile | None
    load: Load


@dataclass(frozen=True)
class Damage:
    """A lake file that is not as it was written, why, and what to do."""

    path: Path
    reason: str
    advice: str

    @property
    def sentence(self) -> str:
        """All of it on one line."""
        return f"{self.path}: {self.reason}: {self.advice}"


class DamagedLakeError(ThroughlineError):
    """Lake files are not as they were written, so nothing is built on them."""

    def __init__(self, damages: list[Damage]) -> None:
        self.damages = damages
        more = f" ({len(damages) - 1} more: see `check`)" if len(damages) > 1 else ""
        super().__init__(f"{damages[0].sentence}; nothing was built{more}")


def find_damage(
    settings: Settings, progress: Progress | None = None, is_deep: bool = False
) -> list[Damage]:
    """Every lake file on record that is missing, or not as it was written.

    By size, footer and number of rows, which takes no time; `is_deep` reads every byte too.
    """
    fetched, found = fetched_hashes(settings), loads(settings)
    written = [file for load in found for file in _written(load, settings)]
    reasons = _reasons(written, progress or Progress(False), is_deep)
    return [
        Damage(w.path, reason, f"run `python -m etl {way_to_load(w.load, fetched)}`")
        for w, reason in zip(written, reasons, strict=True)
        if reason
    ]


def refuse_damage(settings: Settings, progress: Progress, is_deep: bool = False) -> None:
    """Raise DamagedLakeError where a lake file is not as it was written."""
    damages = find_damage(settings, progress, is_deep)
    if damages:
        raise DamagedLakeError(damages)


def stands(load: Load, settings: Settings, progress: Progress) -> bool:
    """Whether a load on record need not be made again: the present reader's, and as written."""
    if outdated_tables(load):
        return False
    return not any(_reasons(list(_written(load, settings)), progress, is_deep=True))


def _written(load: Load, settings: Settings) -> Iterator[Written]:
    """The lake files of a load; those of a table that no source describes are read by nobody."""
    for table in load.tables:
        if table.table in tables():
            path = lake_file(load, table.table, settings)
            yield Written(path, table.rows_loaded, table.file, load)
    rejected = sum(table.rows_rejected for table in load.tables)
    if rejected:
        yield Written(lake_file(load, "rejects", settings), rejected, load.rejects, load)


def _reasons(written: list[Written], progress: Progress, is_deep: bool) -> list[str | None]:
    """What is wrong with each of the files, None where nothing is."""
    with duckdb.connect() as engine:
        found = [_shallow(engine, file) for file in written]
    if not is_deep:
        return found
    whole = [file for file, reason in zip(written, found, strict=True) if not reason]
    deep = dict(zip((file.path for file in whole), _deep(whole, progress), strict=True))
    return [reason or deep.get(file.path) for file, reason in zip(written, found, strict=True)]


def _shallow(engine: duckdb.DuckDBPyConnection, written: Written) -> str | None:
    """What size, footer and number of rows say against a file."""
    if not written.path.is_file():
        return "is not there"
    try:
        found = engine.execute(_ROWS, [pattern_of(written.path)]).fetchone()
    except duckdb.Error:
        return "has no whole footer"
    rows, size = (found or [0])[0], written.path.stat().st_size
    if rows != written.rows:
        return f"has {rows:,} rows, and {written.rows:,} were written"
    if written.file and size != written.file.bytes:
        return f"has {size:,} bytes, and {written.file.bytes:,} were written"
    return None


def _deep(written: Iterable[Written], progress: Progress) -> list[str | None]:
    """What the bytes of each file say against it."""
    files = list(written)
    total = sum(file.file.bytes for file in files if file.file)
    # Hashing lets go of the interpreter, so that threads do it side by side.
    with (
        progress.bytes("check the lake", total) as tell,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        hashes = list(pool.map(lambda file: hash_file(file.path, tell), files))
    return [
        "does not hold the bytes that were written" if f.file and f.file.sha256 != found else None
        for f, found in zip(files, hashes, strict=True)
    ]
