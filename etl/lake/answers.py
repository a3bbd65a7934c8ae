"""A search's stored answers → typed Parquet in the lake, without asking the publisher again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.common.database import quoted
from etl.common.progress import Progress
from etl.common.published import Table, tables
from etl.common.settings import Settings, ThroughlineError
from etl.fetch.store import Page, Store, Totals
from etl.lake.convert import select_typed
from etl.lake.readers import reader_of
from etl.lake.records import Load, LoadedTable, known_load, outdated_tables, with_origin
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

LARGEST_ANSWER = 64 << 20
Tools = tuple[Settings, Path, Progress]


def load_walk(folder: Path, settings: Settings, progress: Progress, is_again: bool = False) -> Load:
    """Load a finished walk; the lake is unchanged unless all of it loads.

    What an older reader loaded is read anew, and with `is_again` whatever was loaded.

    Raises ThroughlineError for a walk that is unfinished, damaged, or cannot be written.
    """
    store = Store(folder)
    try:
        totals = store.totals()
        if totals is None:
            raise ThroughlineError(f"{folder}: is not a finished search: fetch it again")
        store.open_existing()
        sha256 = store.sha256()
        earlier = known_load(sha256, settings)
        if earlier and not is_again and not outdated_tables(earlier, settings):
            return earlier
        with new_workspace(settings) as workspace:
            tools = (settings, workspace, progress)
            load = with_origin(_load_tables(store, (sha256, totals), tools), settings)
            load = replace(load, is_again=earlier is not None)
            publish(load, workspace, settings)
            return load
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
    store: Store, header: dict[str, Any], table: Table, whole: tuple[str, Totals], tools: Tools
) -> LoadedTable:
    """One table of the answers: rows once each, those that were asked for."""
    settings, workspace, progress = tools
    sha256, totals = whole
    target = workspace / table.name / f"{sha256}.parquet"
    target.parent.mkdir()
    is_first = table.name == header["tables"][0]
    with new_engine(settings, workspace) as engine, progress.engine(f"type {table.name}", engine):
        _register_pages(engine, store, header)
        engine.execute(f"create temp table raw as {_raw_rows(store, table)}")
        read = _count(engine, "raw")
        rejects = _keyless(engine, table) if is_first else []
        _write_kept(engine, table, (header["keep"] if is_first else [], sha256), target)
        loaded, first, last = measure_file(engine, table, target)
    left_out = read - loaded - len(rejects)
    check_count(store.folder, table, (read - left_out, loaded, rejects), settings)
    write_rejects(rejects, table, sha256, workspace)
    record = LoadedTable(
        table=table.name,
        members=[page.file for page in _row_pages(store)],
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
    return replace(
        table,
        rows_unique=totals.unique,
        rows_expected=None if totals.inexact else totals.expected,
        shortfall=totals.shortfall,
    )


def _write_kept(
    engine: duckdb.DuckDBPyConnection,
    table: Table,
    asked: tuple[list[list[str]], str],
    target: Path,
) -> None:
    """Type the rows that were asked for, in the order of their key."""
    keep, sha256 = asked
    engine.execute(f"create temp table kept as {_wanted_rows(table, keep)}")
    typed = select_typed(table, "kept", "", {"file_sha256": quoted(sha256)})
    key = ", ".join(f'"{name}"' for name in table.key)
    engine.execute(
        f"copy (select * from ({typed}) as typed order by {key}, hash(typed)) "
        f"to {quoted(str(target))} (format parquet, compression zstd)"
    )


def _register_pages(
    engine: duckdb.DuckDBPyConnection, store: Store, header: dict[str, Any]
) -> None:
    """The table `page`: file name, chain, and what the rows of the chain lack."""
    names = sorted({name for context in header["contexts"] for name in context})
    rows = [
        {"file": page.file}
        | {f"@{name}": header["contexts"][page.chain].get(name) for name in names}
        for page in store.pages
    ]
    schema = pa.schema([("file", pa.string()), *((f"@{name}", pa.string()) for name in names)])
    engine.register("page", pa.Table.from_pylist(rows, schema))


def _raw_rows(store: Store, table: Table) -> str:
    """Raw text columns of every row of every page, repeats included."""
    files = ", ".join(quoted(str(store.folder / page.file)) for page in _row_pages(store))
    if not files:
        columns = [f'null::varchar as "{column.published[0]}"' for column in table.columns]
        return f"select {', '.join(columns)} where false"
    path = "$" + "".join(f'."{name}"' for name in table.rows_path)
    rows = f"unnest(json_extract(json, '{path}')::json[])" if table.rows_path else "json"
    columns = [
        f'{_value(column.published[0])} as "{column.published[0]}"' for column in table.columns
    ]
    return (
        f"select {', '.join(columns)} from (select parse_filename(filename) as file, {rows} as row "
        f"from read_json_objects([{files}], format='unstructured', filename=true, "
        f"maximum_object_size={LARGEST_ANSWER})) as answer join page using (file)"
    )


def _row_pages(store: Store) -> list[Page]:
    return [page for page in store.pages if page.number]


def _value(path: str) -> str:
    """The text at a path of keys (`a.b[0]`), or a value of the request's context (`@a`)."""
    if path.startswith("@"):
        return f'page."{path}"'
    steps = []
    for name in path.split("."):
        plain, bracket, index = name.partition("[")
        place = index.rstrip("]").replace("-", "#-") if bracket else ""
        steps.append(f'."{plain}"' + (f"[{place}]" if bracket else ""))
    return f"nullif(answer.row ->> '${''.join(steps)}', '')"


def _wanted_rows(table: Table, keep: list[list[str]]) -> str:
    """The raw rows that were asked for, once each by their key."""
    wanted = " and ".join(_test_of(column, pattern) for column, pattern in keep) or "true"
    key = _published_key(table)
    has_key = " and ".join(f"{name} is not null" for name in key)
    order = ", ".join(f'"{column.published[0]}" nulls last' for column in table.columns)
    return (
        f"select * from raw where {wanted} and {has_key} "
        f"qualify row_number() over (partition by {', '.join(key)} order by {order}) = 1"
    )


def _published_key(table: Table) -> list[str]:
    """The quoted published names of the key."""
    published = {column.name: column.published[0] for column in table.columns}
    return [f'"{published[name]}"' for name in table.key]


def _test_of(column: str, pattern: str) -> str:
    """Whether a column matches, after accents and punctuation are taken off."""
    plain = f"regexp_replace(upper(strip_accents(\"{column}\")), '[^A-Z0-9, ]', '', 'g')"
    return f"coalesce(regexp_full_match({plain}, {quoted(pattern)}), false)"


def _keyless(engine: duckdb.DuckDBPyConnection, table: Table) -> list[Reject]:
    """Rows without the publisher's key: nothing could cite them."""
    missing = " or ".join(f"{name} is null" for name in _published_key(table))
    found = engine.execute(f"select to_json(raw) from raw where {missing}").fetchall()
    return [Reject("", 0, f"no {' or '.join(table.key)}", text) for (text,) in found]


def stored_values(
    store: Store, settings: Settings, columns: tuple[str, ...]
) -> list[tuple[Any, ...]]:
    """Distinct values of the first table's columns in the rows that were asked for, in order."""
    header = store.header()
    table = tables()[header["tables"][0]]
    named = {column.name: column.published[0] for column in table.columns}
    listed = ", ".join(f'"{named[name]}" as "{name}"' for name in columns)
    with duckdb.connect() as engine:
        engine.execute(f"set memory_limit = {quoted(settings.memory_limit)}")
        _register_pages(engine, store, header)
        engine.execute(f"create temp table raw as {_raw_rows(store, table)}")
        kept = _wanted_rows(table, header["keep"])
        return engine.execute(f"select distinct {listed} from ({kept}) order by all").fetchall()


def _count(engine: duckdb.DuckDBPyConnection, name: str) -> int:
    row = engine.execute(f"select count(*) from {name}").fetchone()
    assert row is not None
    return int(row[0])
