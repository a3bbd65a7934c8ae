"""Published file → typed Parquet in the lake; what cannot be read is kept and counted."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import IO

import duckdb

from etl.common.database import quoted
from etl.common.files import hash_file
from etl.common.progress import Progress
from etl.common.published import PublishedTable
from etl.common.settings import Settings, ThroughlineError
from etl.lake.convert import read_text, select_typed
from etl.lake.damage import stands
from etl.lake.documents import write_documents
from etl.lake.members import Member, newest_date, readable
from etl.lake.named import Options, cycle_of, day_of
from etl.lake.readers import reader_of
from etl.lake.recognise import head_of, header_of, recognise
from etl.lake.records import Load, LoadedTable, read_record, with_origin
from etl.lake.rejects import Reject, keyless, parser_rejects, write_rejects
from etl.lake.text import Scan, scan
from etl.lake.workspace import (
    check_count,
    disk_message,
    engine_message,
    iso,
    measure_file,
    new_engine,
    new_workspace,
    publish,
    with_name,
    with_names_of,
)
from etl.sources import tables

# Larger files stay in the order of the publisher: sorting them would spill to disk.
SORT_BELOW_BYTES = 256_000_000
WIDE_COLUMNS = 100
WIDE_GROUP_ROWS = 20_480


@dataclass(frozen=True)
class CleanMember:
    """A member ready to be read: its clean text and the count of its rows."""

    member: Member
    path: Path
    head: str
    scan: Scan


def load_file(path: Path, settings: Settings, options: Options, progress: Progress) -> Load:
    """Load one published file; the lake is unchanged unless the whole file loads.

    What an older reader loaded, and what is no longer as it was written, is read anew, with the
    table and cycle that it was loaded with.
    Raises ThroughlineError in one line for any input or disk that does not serve.
    """
    try:
        with readable(path) as members:
            sha256 = file_hash(path, progress)
            earlier = read_record(sha256, settings)
            if earlier and not options.is_again:
                _refuse_other_words(path, earlier, options)
                if stands(earlier, settings, progress):
                    named = with_name(earlier, path, newest_date(members), settings)
                    return replace(named, is_new=False)
            options = _with_earlier_words(options, earlier)
            with new_workspace(settings) as workspace:
                load = _load_members(
                    path, sha256, members, options, (settings, workspace, progress)
                )
                load = replace(with_origin(load, settings), is_again=earlier is not None)
                named = with_names_of(earlier, load)
                if options.published:
                    named = replace(named, published_date=iso(options.published))
                return publish(named, workspace, settings)
    except ThroughlineError as error:
        if path.name in str(error):
            raise
        raise ThroughlineError(f"{path}: {error}") from error
    except OSError as error:
        raise ThroughlineError(disk_message(path, settings, error)) from error
    except duckdb.Error as error:
        raise ThroughlineError(engine_message(path, settings, error)) from error


def file_hash(path: Path, progress: Progress) -> str:
    """SHA-256 of the file as published."""
    with progress.bytes(f"hash {path.name}", path.stat().st_size) as tell:
        return hash_file(path, tell)


def _refuse_other_words(path: Path, earlier: Load, options: Options) -> None:
    """Raise ThroughlineError when other words are used for bytes that are loaded."""
    for table in earlier.tables:
        if options.table and options.table != table.table:
            raise ThroughlineError(f"{path}: already loaded as {table.table}: see `status`")
        if options.cycle and table.cycle and options.cycle != table.cycle:
            raise ThroughlineError(f"{path}: already loaded with cycle {table.cycle}: see `status`")
    if options.published and iso(options.published) != earlier.published_date:
        day = f"as of {earlier.published_date}" if earlier.published_date else "without a day"
        raise ThroughlineError(f"{path}: already loaded {day}: say the other with --again")


def _with_earlier_words(options: Options, earlier: Load | None) -> Options:
    """The options, and what the earlier load was told where these say nothing.

    A table is said for every member of a file, so it is taken over only where it took them all.
    """
    if earlier is None:
        return options
    cycle = next((table.cycle for table in earlier.tables if table.cycle), None)
    is_one = len(earlier.tables) == 1 and not earlier.left_out
    table = earlier.tables[0].table if is_one else None
    known = table if table in tables() else None
    return replace(options, table=options.table or known, cycle=options.cycle or cycle)


Tools = tuple[Settings, Path, Progress]


def _load_members(
    path: Path, sha256: str, members: list[Member], options: Options, tools: Tools
) -> Load:
    """Type every recognised member into the workspace, one Parquet file per table."""
    by_table: dict[str, tuple[PublishedTable, list[Member]]] = {}
    left_out = []
    for member in members:
        table = recognise(member, options.table)
        if table is None:
            left_out.append(member.name)
        else:
            by_table.setdefault(table.name, (table, []))[1].append(member)
    if not by_table:
        raise ThroughlineError(
            f"{path}: no layout that is known here: see `python -m etl load --help`, or name the "
            "table with --table"
        )
    loaded = [
        _load_table(path, sha256, table, found, (options, tools))
        for table, found in by_table.values()
    ]
    published = iso(day_of(path, [table for table, _ in by_table.values()], members, options))
    return Load(path.name, sha256, path.stat().st_size, published, loaded, sorted(left_out))


def _load_table(
    path: Path,
    sha256: str,
    table: PublishedTable,
    members: list[Member],
    how: tuple[Options, Tools],
) -> LoadedTable:
    """One table of the file: Parquet and rejects in the workspace, and the count that proves it."""
    options, (settings, workspace, progress) = how
    cycle = cycle_of(path, table, members, options) if table.has_cycle else None
    constants = {"cycle": f"{cycle}::integer"} if cycle else {}
    constants["file_sha256"] = quoted(sha256)
    target = workspace / table.name / f"{sha256}.parquet"
    target.parent.mkdir()
    with new_engine(settings, workspace) as engine:
        if table.layout in ("yaml", "xml"):
            read = write_documents(engine, table, members, constants, target)
            scans: list[Scan] = []
            rejects: list[Reject] = []
        else:
            parts = [_prepare(m, table, workspace, progress) for m in members]
            scans = [part.scan for part in parts]
            read = _rows_read(table, parts)
            with progress.engine(f"type {table.name}", engine):
                rejects = _write_typed(engine, table, parts, constants, target)
        loaded, first, last = measure_file(engine, table, target)
    check_count(path, table, (read, loaded, rejects), settings)
    write_rejects(rejects, table, sha256, workspace)
    return LoadedTable(
        table=table.name,
        members=[member.name for member in members],
        cycle=cycle,
        rows_read=read,
        rows_loaded=loaded,
        rows_rejected=len(rejects),
        first_date=first,
        last_date=last,
        latin1_lines=sum(s.latin1_lines for s in scans),
        reader=reader_of(table),
    )


def _prepare(
    member: Member, table: PublishedTable, workspace: Path, progress: Progress
) -> CleanMember:
    """The member as a clean text on disk: the file itself where nothing had to be mended.

    Unpacking first is faster than a pipe, which DuckDB reads with one thread.
    """
    head, is_quoted = head_of(member), table.layout == "csv"
    try:
        with progress.bytes(f"read {member.name}", member.size) as add:
            if member.plain_path:
                with member.open() as stream:
                    found = scan(stream, is_quoted, on_bytes=add)
                if not found.is_changed:
                    return CleanMember(member, member.plain_path, head, found)
            with member.open() as stream, _clean_text(workspace) as copy:
                found = scan(stream, is_quoted, copy, add)
            return CleanMember(member, Path(copy.name), head, found)
    except ThroughlineError as error:
        raise ThroughlineError(f"{member.name}: {error}") from error


def _rows_read(table: PublishedTable, parts: list[CleanMember]) -> int:
    """Rows of the texts by their own count; the header line of a CSV is not one."""
    return sum(part.scan.rows for part in parts) - (len(parts) if table.layout == "csv" else 0)


def _clean_text(workspace: Path) -> IO[bytes]:
    """A new file for a clean text; its name owes nothing to a member's, which may repeat."""
    return tempfile.NamedTemporaryFile(dir=workspace, suffix=".txt", delete=False)  # noqa: SIM115


def _write_typed(
    engine: duckdb.DuckDBPyConnection,
    table: PublishedTable,
    parts: list[CleanMember],
    constants: dict[str, str],
    target: Path,
) -> list[Reject]:
    """Write the rows that have a key; return the lines that did not become rows."""
    typed = " union all ".join(_typed_parts(table, parts, constants))
    # The cycle is said of the whole file, so no row lacks it.
    key = [name for name in table.key if name != "cycle"]
    has_key = " and ".join(f'"{name}" is not null' for name in key)
    is_small = sum(part.path.stat().st_size for part in parts) < SORT_BELOW_BYTES
    rows = f"select * from ({typed}) where {has_key}"
    if is_small:
        # The hash of the row makes the order total: the same file gives the same bytes.
        rows = f"select * from ({rows}) as kept order by {', '.join(key)}, hash(kept)"
    copy = (
        f"copy ({rows}) to {quoted(str(target))} "
        f"(format parquet, compression zstd{group_option(table)})"
    )
    written = engine.execute(copy).fetchall()[0][0]
    rejects = [
        Reject(part.member.name, number, reason, text)
        for part in parts
        for number, reason, text in part.scan.rejects
    ]
    rejects += parser_rejects(engine, {str(p.path): p.member.name for p in parts})
    # A second reading of the text, only where the count says that rows are missing.
    if written + len(rejects) < _rows_read(table, parts):
        rejects += keyless(engine, typed, has_key, key)
    return rejects


def _typed_parts(
    table: PublishedTable, parts: list[CleanMember], constants: dict[str, str]
) -> list[str]:
    """A select for each run of parts with one header: many scans side by side take more memory."""
    runs = groupby(parts, lambda part: header_of(part.head) if table.layout == "csv" else [])
    selects = []
    for _, run in runs:
        found = list(run)
        scan = read_text(table, [str(part.path) for part in found], found[0].head)
        selects.append(select_typed(table, scan, found[0].head, constants))
    return selects


def group_option(table: PublishedTable) -> str:
    """Smaller row groups for wide tables.

    DuckDB's 122,880 rows of 297 columns do not fit the memory: eight times slower, by spilling.
    """
    return f", row_group_size {WIDE_GROUP_ROWS}" if len(table.columns) > WIDE_COLUMNS else ""
