"""The lake's records: which published files are loaded, and the count that proves each."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from glob import escape
from pathlib import Path
from shlex import quote
from typing import Any

from etl.common.plain import NotPlainError, as_dataclass, read_json
from etl.common.running.unfinished import clear_dead
from etl.common.settings import CASES, Settings, ThroughlineError
from etl.fetch.manifest import current, entries
from etl.lake.readers import is_outdated
from etl.sources import tables

# of the JSON; a program that writes more or other fields counts on
VERSION = 3
_TABLE = re.compile(r"[a-z][a-z0-9_]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class LakeFile:
    """A Parquet file of the lake as it was written: its size and the SHA-256 of its bytes."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class LoadedTable:
    """One lake file and its count: rows_read = rows_loaded + rows_rejected + rows_left_out.

    Rows of a search's answers are left out when they repeat or are not what was asked for.
    `rows_expected` is the publisher's own exact count of a search, `rows_unique` what came of it
    by the publisher's key, and `shortfall` the rows that are missing. `reader` says what made the
    rows of the bytes (readers.py), and `file` what was written, both null in a record from before
    they were kept.
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
    file: LakeFile | None = None


@dataclass(frozen=True)
class Load:
    """One published file, or search walked to its end, in the lake.

    `url` and `retrieved_at` say where it was fetched, null for a file that was brought by hand;
    `rejects` is the Parquet file of the lines that became no rows, null where all did;
    `other_names` are those under which the same bytes came again: a name can say what they cover.
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
    rejects: LakeFile | None = None
    other_names: list[str] = field(default_factory=list)
    is_new: bool = True
    is_again: bool = False


def read_record(sha256: str, settings: Settings) -> Load | None:
    """What is on record of an earlier load of the same bytes; None for none, and a torn record.

    Raises ThroughlineError for a record that is whole and says what no program of this version
    does.
    """
    path = record_path(sha256, settings)
    try:
        return read_load(path) if path.exists() else None
    # Written by a program that did not wait for the disk: the load is made again.
    except TornRecordError:
        return None


def outdated_tables(load: Load) -> list[str]:
    """The tables of a load that another reader than the present one wrote, or without a hash."""
    return [t.table for t in load.tables if t.file is None or is_outdated(t.table, t.reader)]


def lake_file(load: Load, table: str, settings: Settings) -> Path:
    """The Parquet file of one table of a load, or of its `rejects`."""
    return settings.lake / table / f"{load.sha256}.parquet"


def record_path(sha256: str, settings: Settings) -> Path:
    """Where the record of a load stands."""
    return settings.loads / f"{sha256}.json"


def way_to_load(load: Load, fetched: Container[str]) -> str:
    """The words that load a file again; `fetched` are the hashes of what was fetched."""
    if load.sha256 in fetched:
        return "load"
    case = next((path.parent.name for path in CASES.glob(f"*/{escape(load.file)}")), None)
    return f"run --case {case}" if case else f"load --again {quote(load.file)}"


def fetched_hashes(settings: Settings) -> set[str]:
    """The hashes of the downloads that are still there."""
    return {entry.sha256 for entry in current(settings).values()}


def find_outdated(settings: Settings) -> list[str]:
    """A line for each load of which an older reader wrote a part, or one that is not known here."""
    fetched = fetched_hashes(settings)
    found = []
    for load in loads(settings):
        names = outdated_tables(load)
        unknown = [name for name in names if name not in tables()]
        if unknown:
            found.append(
                f"{load.file}: this version of the program knows no table {', '.join(unknown)}: "
                "its rows are in no build; use the version that loaded it, or run "
                f"`python -m etl {way_to_load(load, fetched)}`"
            )
        elif names:
            found.append(
                f"{load.file} ({', '.join(names)}) was read by an older reader: "
                f"run `python -m etl {way_to_load(load, fetched)}`"
            )
    return found


def write_load(load: Load, path: Path) -> None:
    """The record of a load as JSON."""
    content = {"version": VERSION} | asdict(load)
    for word in ("is_new", "is_again"):
        content.pop(word)
    path.write_text(json.dumps(sealed(content), indent=1, sort_keys=True), encoding="utf-8")


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a record says, with the hash of it all: a word that was changed later is told."""
    said = {name: value for name, value in content.items() if name != "seal"}
    text = json.dumps(said, sort_keys=True)
    return said | {"seal": hashlib.sha256(text.encode()).hexdigest()}


def read_load(record: Path) -> Load:
    """A load record from its JSON file.

    Raises TornRecordError for what is no JSON, and ThroughlineError for a record of a newer program
    and for one that says what none does; both name the file.
    """
    try:
        content = read_json(record)
    except NotPlainError as error:
        raise TornRecordError(f"{error}: {_REMOVE}") from error
    version = content.get("version", 1) if isinstance(content, dict) else 1
    if type(version) is int and version > VERSION:
        raise ThroughlineError(
            f"{record}: was written by a newer version of the program (its records have number "
            f"{version}, this one's {VERSION}): use that version, or another folder with --data DIR"
        )
    # The first records bore neither number nor seal.
    if isinstance(content, dict) and "version" in content:
        if content != sealed(content):
            raise ThroughlineError(f"{record}: is not as it was written: {_REMOVE}")
        content = {name: content[name] for name in content if name not in ("version", "seal")}
    try:
        load = as_dataclass(Load, content, record)
        _check_said(load, record)
    except NotPlainError as error:
        raise ThroughlineError(f"{error}: {_REMOVE}") from error
    return load


class TornRecordError(ThroughlineError):
    """A record that is no JSON: cut short, or written over."""


_REMOVE = "remove this file and load the published file again"


def _check_said(load: Load, record: Path) -> None:
    """Raise NotPlainError for what cannot be: another's name, rows that do not add up, no days."""
    wrong = next(_contradictions(load, record), None)
    if wrong:
        raise NotPlainError(f"{record}: {wrong}")


def _contradictions(load: Load, record: Path) -> Iterator[str]:
    """What in a record cannot be as it says."""
    if load.sha256 != record.stem or not _SHA256.fullmatch(load.sha256):
        yield f"is the record of another file ({load.sha256[:80]!r})"
    for day in (load.published_date, load.retrieved_at):
        yield from _no_day(day)
    names = [table.table for table in load.tables]
    # A name becomes a part of a path.
    yield from (f"{name!r} is no table" for name in names if not _TABLE.fullmatch(name))
    if len(set(names)) < len(names) or not names:
        yield "has no table, or one twice"
    for t in load.tables:
        if t.rows_read != t.rows_loaded + t.rows_rejected + t.rows_left_out:
            yield f"the rows of {t.table} do not add up"
        if min(t.rows_read, t.rows_loaded, t.rows_rejected, t.rows_left_out, t.shortfall) < 0:
            yield f"{t.table} has fewer rows than none"
        for day in (t.first_date, t.last_date):
            yield from _no_day(day)


def _no_day(text: str | None) -> Iterator[str]:
    try:
        datetime.fromisoformat(text or "2000-01-01")
    except ValueError:
        yield f"{text!r} is no day"


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
    record_path(load.sha256, settings).unlink(missing_ok=True)
    for folder in [*(table.table for table in load.tables), "rejects"]:
        lake_file(load, folder, settings).unlink(missing_ok=True)


def clear_leftovers(settings: Settings) -> None:
    """Make the folder of unfinished work, and remove what killed runs have left in it."""
    settings.temporary.mkdir(parents=True, exist_ok=True)
    clear_dead(settings.temporary, r"(?:load|build|resolve)-(\d+)")
