"""A search's stored answers → typed Parquet in the lake, without asking the publisher again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from etl.common.database import quoted
from etl.common.progress import Progress
from etl.common.published import PublishedTable
from etl.common.settings import Settings, ThroughlineError
from etl.fetch.answers import published_key, raw_rows, register_pages, row_pages, wanted_rows
from etl.fetch.store import Store, Totals
from etl.lake.convert import select_typed
from etl.lake.damage import stands
from etl.lake.readers import reader_of
from etl.lake.records import Load, LoadedTable, read_record, with_origin
from etl.lake.rejects import Reject, write_rejects
from etl.lake.workspace import (
    check_count,
    disk_message,
    engine_message,
    measure_file,
    new_engine,
    new_workspace,
    publish,
)
from etl.sources import tables

Tools = tuple[Settings, Path, Progress]


def load_walk(folder: Path, settings: Settings, progress: Progress, is_again: bool = False) -> Load:
    """Load a finished walk; the lake is unchanged unless all of it loads.

    What an older reader loaded or is no longer as it was written is read anew, and with `is_again`
    whatever was loaded.

    Raises ThroughlineError for a walk that is unfinished, damaged, or cannot be written.
    """
    store = Store(folder)
    try:
        totals = store.totals()
        if totals is None:
            raise ThroughlineError(f"{folder}: is not a finished search: fetch it again")
        store.open_existing()
        sha256 = store.sha256()
        earlier = read_record(sha256, settings)
        if earlier and not is_again and stands(earlier, settings, progress):
            return replace(earlier, is_new=False)
        with new_workspace(settings) as workspace:
            tools = (settings, workspace, progress)
            load = with_origin(_load_tables(store, (sha256, totals), tools), settings)
            load = replace(load, is_again=earlier is not None)
            return publish(load, workspace, settings)
    except OSError as error:
        raise ThroughlineError(disk_message(folder, settings, error)) from error
    except duckdb.Error as error:
        raise ThroughlineError(engine_message(folder, settings, error)) from error


def _load_tables(store: Store, whole: tuple[str, Totals], tools: Tools) -> Load:
    """Every table of the walk in the workspace, and the record of it."""
    header = store.header()
    loaded = [_load_table(store, header, tables()[name], whole, tools) for name in header["tables"]]
    return Load(
        file=f"{header['service']} {header['title']}",
        sha256=whole[0],
        bytes=sum(page.bytes for page in store.pages),
        published_date=max((page.retrieved_at[:10] for page in store.pages), default=None),
        tables=loaded,
        left_out=[],
    )


def _load_table(
    store: Store,
    header: dict[str, Any],
    table: PublishedTable,
    whole: tuple[str, Totals],
    tools: Tools,
) -> LoadedTable:
    """One table of the answers: rows once each, those that were asked for."""
    settings, workspace, progress = tools
    sha256, totals = whole
    target = workspace / table.name / f"{sha256}.parquet"
    target.parent.mkdir()
    # The search asked for rows of the first table; the others are what the same answers hold
    # beside.
    is_first = table.name == header["tables"][0]
    with new_engine(settings, workspace) as engine, progress.engine(f"type {table.name}", engine):
        register_pages(engine, store, header)
        # Held, since it is read three times and parsing the answers is the dear part.
        engine.execute(f"create temp table raw as {raw_rows(store, table)}")
        read = _count(engine, "raw")
        rejects = _keyless(engine, table) if is_first else []
        _write_kept(engine, table, (header["keep"] if is_first else [], sha256), target)
        loaded, first, last = measure_file(engine, table, target)
    # Repeats and strangers are no loss: full-text searches answer with more than was asked.
    left_out = read - loaded - len(rejects)
    check_count(store.folder, table, (read - left_out, loaded, rejects), settings)
    write_rejects(rejects, table, sha256, workspace)
    record = LoadedTable(
        table=table.name,
        members=[page.file for page in row_pages(store)],
        cycle=None,
        rows_read=read,
        rows_loaded=loaded,
        rows_rejected=len(rejects),
        first_date=first,
        last_date=last,
        latin1_lines=0,
        rows_left_out=left_out,
        reader=reader_of(table),
    )
    return _reconcile(record, totals) if is_first else record


def _reconcile(table: LoadedTable, totals: Totals) -> LoadedTable:
    """The first table's count beside the publisher's own."""
    # An exact count of some chains only would look like one of all.
    return replace(
        table,
        rows_unique=totals.unique,
        rows_expected=None if totals.inexact else totals.expected,
        shortfall=totals.shortfall,
    )


def _write_kept(
    engine: duckdb.DuckDBPyConnection,
    table: PublishedTable,
    asked: tuple[list[list[str]], str],
    target: Path,
) -> None:
    """Type the rows that were asked for, in the order of their key."""
    keep, sha256 = asked
    engine.execute(f"create temp table kept as {wanted_rows(table, keep)}")
    typed = select_typed(table, "kept", "", {"file_sha256": quoted(sha256)})
    key = ", ".join(f'"{name}"' for name in table.key)
    engine.execute(
        # The hash makes the order total: the same answers give the same bytes.
        f"copy (select * from ({typed}) as typed order by {key}, hash(typed)) "
        f"to {quoted(str(target))} (format parquet, compression zstd)"
    )


def _keyless(engine: duckdb.DuckDBPyConnection, table: PublishedTable) -> list[Reject]:
    """Rows without the publisher's key: nothing could cite them."""
    missing = " or ".join(f"{name} is null" for name in published_key(table))
    found = engine.execute(f"select to_json(raw) from raw where {missing}").fetchall()
    return [Reject("", 0, f"no {' or '.join(table.key)}", text) for (text,) in found]


def _count(engine: duckdb.DuckDBPyConnection, name: str) -> int:
    row = engine.execute(f"select count(*) from {name}").fetchone()
    assert row is not None
    return int(row[0])
