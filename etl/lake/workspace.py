"""Room for unfinished work, and the steps that every load ends with: count, publish, explain."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from etl.common.database import pattern_of, quoted
from etl.common.files import hash_file, make_folder, swap_in
from etl.common.published import PublishedTable
from etl.common.settings import Settings, ThroughlineError
from etl.lake.records import (
    LakeFile,
    Load,
    clear_leftovers,
    lake_file,
    read_record,
    record_path,
    write_load,
)
from etl.lake.rejects import Reject, rejects_to_parquet

_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


def disk_message(path: Path, settings: Settings, error: OSError) -> str:
    """What a failed write means and what to do."""
    if error.errno in _NO_ROOM:
        return f"{path}: no room left under {settings.data}: free some space or use --data DIR"
    return (
        f"{path}: cannot write under {settings.data} ({error.strerror or error}): "
        "choose another folder with --data DIR"
    )


def engine_message(path: Path, settings: Settings, error: duckdb.Error) -> str:
    """What a failure of the engine means and what to do."""
    text = " ".join(str(error).split())
    # DuckDB passes the system's error on as text only.
    if "No space left" in text or "File too large" in text:
        return f"{path}: no room left under {settings.data}: free some space or use --data DIR"
    return f"{path}: could not be loaded: {text[:400]}"


@contextmanager
def new_workspace(settings: Settings) -> Iterator[Path]:
    """A temporary folder beside the lake, removed whatever happens."""
    clear_leftovers(settings)
    # Beside the lake and not in /tmp: a rename is whole within one file system only.
    folder = Path(tempfile.mkdtemp(prefix=f"load-{os.getpid()}-", dir=settings.temporary))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_engine(settings: Settings, workspace: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB with bounded memory that spills into the workspace."""
    with duckdb.connect() as engine:
        engine.execute(f"set memory_limit = {quoted(settings.memory_limit)}")
        # In the workspace, so that what was spilled goes with it after a crash.
        engine.execute(f"set temp_directory = {quoted(str(workspace / 'spill'))}")
        yield engine


def iso(day: date | None) -> str | None:
    """A date as text."""
    return day.isoformat() if day else None


def measure_file(
    engine: duckdb.DuckDBPyConnection, table: PublishedTable, target: Path
) -> tuple[int, str | None, str | None]:
    """Rows in the lake file and the dates that they cover.

    A day of no plausible year, or after the cycle of its row, is a slip of the pen: the row keeps
    it, and no period reaches there.
    """
    column = table.date_column or "null::date"
    last = "coalesce(cycle, 2100)" if table.has_cycle else "2100"
    days = f"filter (where year({column}) between 1950 and {last})"
    # From the file as it lies there, not from what the copy says that it wrote.
    row = engine.execute(
        f"select count(*), min({column}) {days}, max({column}) {days} from read_parquet(?)",
        [pattern_of(target)],
    ).fetchone()
    assert row is not None
    return row[0], iso(row[1]), iso(row[2])


def check_count(
    path: Path, table: PublishedTable, counts: tuple[int, int, list[Reject]], settings: Settings
) -> None:
    """Raise ThroughlineError when rows are missing or too many were rejected."""
    read, loaded, rejects = counts
    if rejects and len(rejects) > settings.reject_share * read:
        first = rejects[0]
        raise ThroughlineError(
            f"{path}: {len(rejects)} of {read} rows of {table.name} cannot be read (tolerated: "
            f"{settings.reject_share:.2%}); first: line {first.line_number}: {first.reason}: "
            "get the file again, or raise --max-rejects"
        )
    if read != loaded + len(rejects):
        raise ThroughlineError(
            f"{path}: {table.name}: {read} rows read but {loaded} loaded and {len(rejects)} "
            "rejected: nothing was loaded; please report this file"
        )


def publish(load: Load, workspace: Path, settings: Settings) -> Load:
    """Put the finished files into the lake; the record comes last and says what was written.

    What an earlier reading of the same bytes gave and this one does not leaves the lake. Gives the
    load with the hashes of its files.
    """
    rejects_to_parquet(load.sha256, workspace)
    earlier = read_record(load.sha256, settings)
    tables = [replace(t, file=_written(workspace, t.table, load)) for t in load.tables]
    load = replace(load, tables=tables, rejects=_written(workspace, "rejects", load))
    folders = [*(table.table for table in tables), *(["rejects"] if load.rejects else [])]
    for folder in folders:
        make_folder(settings.lake / folder)
        target = lake_file(load, folder, settings)
        swap_in(workspace / folder / target.name, target)
    # A kill before this leaves files that no record names: nothing reads them.
    make_folder(settings.loads)
    write_load(load, workspace / "record.json")
    swap_in(workspace / "record.json", record_path(load.sha256, settings))
    for folder in {table.table for table in earlier.tables} | {"rejects"} if earlier else set():
        if folder not in folders:
            lake_file(load, folder, settings).unlink(missing_ok=True)
    return load


def with_name(load: Load, path: Path, day: date | None, settings: Settings) -> Load:
    """The load with one more dated name under which the same bytes came, put on record."""
    if day is None or path.name in (load.file, *load.other_names):
        return load
    # Which name came first must not tell what the file is.
    again = replace(load, file=path.name, published_date=iso(day))
    named = with_names_of(again, load)
    with new_workspace(settings) as workspace:
        write_load(named, workspace / "record.json")
        swap_in(workspace / "record.json", record_path(load.sha256, settings))
    return named


def with_names_of(earlier: Load | None, load: Load) -> Load:
    """The load with the names, and the newest date, of an earlier one of the same bytes."""
    if earlier is None:
        return load
    names = {earlier.file, *earlier.other_names, *load.other_names} - {load.file}
    days = [day for day in (earlier.published_date, load.published_date) if day]
    return replace(load, other_names=sorted(names), published_date=max(days, default=None))


def _written(workspace: Path, folder: str, load: Load) -> LakeFile | None:
    """Size and hash of a finished file; None where there is none."""
    path = workspace / folder / f"{load.sha256}.parquet"
    return LakeFile(path.stat().st_size, hash_file(path)) if path.exists() else None
