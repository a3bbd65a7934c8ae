"""The lake's records: which published files are loaded, and the count that proves each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from etl.common.settings import Settings
from etl.common.stopping import clear_dead
from etl.fetch.manifest import current, entries
from etl.lake.readers import is_outdated


@dataclass(frozen=True)
class LoadedTable:
    """One lake file and its count: rows_read = rows_loaded + rows_rejected + rows_left_out.

    Rows of a search's answers are left out when they repeat or are not what was asked for.
    `rows_expected` is the publisher's own exact count of a search, `rows_unique` what came of it
    by the publisher's key, and `shortfall` the rows that are missing. `reader` says what made the
    rows of the bytes (readers.py), null in a record from before that was kept.
    """

    table: str
    members: list[str]
    cycle: int | None
    rows_read: int
    rows_loaded: int
    rows_rejected: int
    first_date: str | None
    last_date: str | None
    latin1_lines: int
    rows_left_out: int = 0
    rows_unique: int | None = None
    rows_expected: int | None = None
    shortfall: int = 0
    reader: str | None = None


@dataclass(frozen=True)
class Load:
    """One published file, or search walked to its end, in the lake.

    `url` and `retrieved_at` say where it was fetched, null for a file that was brought by hand;
    `is_new` is false when it was there already, `is_again` true when it was and was read anew.
    """

    file: str
    sha256: str
    bytes: int
    published_date: str | None
    tables: list[LoadedTable]
    left_out: list[str]
    url: str | None = None
    retrieved_at: str | None = None
    is_new: bool = True
    is_again: bool = False


def known_load(sha256: str, settings: Settings) -> Load | None:
    """The record of an earlier load of the same bytes, if its lake files are all there."""
    record = settings.loads / f"{sha256}.json"
    if not record.exists():
        return None
    load = read_load(record)
    whole = all(lake_file(load, t, settings).exists() for t in load.tables)
    return replace(load, is_new=False) if whole else None


def present_load(sha256: str, settings: Settings) -> Load | None:
    """An earlier load of the same bytes that stands: whole, and made by the present reader."""
    load = known_load(sha256, settings)
    return load if load and not outdated_tables(load, settings) else None


def outdated_tables(load: Load, settings: Settings) -> list[str]:
    """The tables of a load that another reader than the present one wrote."""
    return [
        table.table
        for table in load.tables
        if is_outdated(table.table, load.sha256, table.reader, settings)
    ]


def lake_file(load: Load, table: LoadedTable, settings: Settings) -> Path:
    """The Parquet file of one table of a load."""
    return settings.lake / table.table / f"{load.sha256}.parquet"


def find_outdated(settings: Settings) -> list[str]:
    """A line for each load of which an older reader wrote a part: which, and what to do."""
    fetched = {entry.sha256 for entry in current(settings).values()}
    found = []
    for load in loads(settings):
        names = outdated_tables(load, settings)
        way = "load" if load.sha256 in fetched else "load --again FILE"
        if names:
            found.append(
                f"{load.file} ({', '.join(names)}) was read by an older reader: "
                f"run `python -m etl {way}`"
            )
    return found


def write_load(load: Load, path: Path) -> None:
    """The record of a load as JSON."""
    content = asdict(load)
    for word in ("is_new", "is_again"):
        content.pop(word)
    path.write_text(json.dumps(content, indent=1, sort_keys=True), encoding="utf-8")


def read_load(record: Path) -> Load:
    """A load record from its JSON file."""
    content = json.loads(record.read_text(encoding="utf-8"))
    content["tables"] = [LoadedTable(**table) for table in content["tables"]]
    return Load(**content)


def loads(settings: Settings) -> list[Load]:
    """Every whole load, ordered by file name and hash."""
    found = [read_load(record) for record in sorted(settings.loads.glob("*.json"))]
    # Two files can have one name; the hash makes the order total.
    return sorted(found, key=lambda load: (load.file, load.sha256))


def with_origin(load: Load, settings: Settings) -> Load:
    """The load with where and when it was fetched, and the publisher's count of a made file."""
    # To the end of the manifest: the newest line of a file goes before.
    for entry in entries(settings):
        if entry.sha256 == load.sha256:
            load = replace(load, url=entry.url, retrieved_at=entry.retrieved_at)
            # The publisher counts the file, so with several tables nobody knows whose the count is.
            if entry.rows is not None and len(load.tables) == 1:
                load = replace(load, tables=[_with_count(load.tables[0], entry.rows)])
    return load


def _with_count(table: LoadedTable, expected: int) -> LoadedTable:
    missing = max(0, expected - table.rows_read)
    return replace(table, rows_expected=expected, rows_unique=table.rows_read, shortfall=missing)


def forget(load: Load, settings: Settings) -> None:
    """Take a load out of the lake; its record goes first, so that no build reads half of it."""
    (settings.loads / f"{load.sha256}.json").unlink(missing_ok=True)
    for folder in [*(table.table for table in load.tables), "rejects"]:
        (settings.lake / folder / f"{load.sha256}.parquet").unlink(missing_ok=True)


def clear_leftovers(settings: Settings) -> None:
    """Make the folder of unfinished work, and remove what killed runs have left in it."""
    settings.temporary.mkdir(parents=True, exist_ok=True)
    clear_dead(settings.temporary, r"(?:load|build|resolve)-(\d+)")
