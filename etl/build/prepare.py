"""What models start from: schemas, the run's date, seeds, and the lake's files as tables."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from etl.build.models import LAYERS
from etl.build.seeds import load_seeds
from etl.common.database import pattern_of, quoted
from etl.common.settings import SQL, Settings, today
from etl.lake.records import Load, lake_file, loads
from etl.sources import tables


def prepare(engine: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Schemas, seeds, the lake's files as views, and the run's date."""
    engine.execute(f"set memory_limit = {quoted(settings.memory_limit)}")
    # Named like the file of the build, so that it goes with it, and no other build writes there.
    spill = settings.temporary / f"build-{os.getpid()}.duckdb.spill"
    engine.execute(f"set temp_directory = {quoted(str(spill))}")
    for layer in LAYERS:
        engine.execute(f"create schema {layer}")
    # Models never read the clock: a build of the same day gives the same rows.
    engine.execute(f"set variable as_of_date = date {quoted(today().isoformat())}")
    load_seeds(engine, SQL / "seeds")
    found = loads(settings)
    for name in tables():
        files = [
            str(lake_file(load, name, settings))
            for load in found
            if any(table.table == name for table in load.tables)
        ]
        create_lake_table(engine, name, files)
    _create_load_table(engine, found)
    _create_rejects(engine, settings, found)


def create_lake_table(engine: duckdb.DuckDBPyConnection, name: str, files: list[str]) -> None:
    """A view over the table's Parquet files; an empty table where none is loaded."""
    if files:
        listed = ", ".join(quoted(pattern_of(Path(file))) for file in files)
        # A view: a build reads the columns that it needs, and copies nothing.
        _create_view(engine, name, listed)
        written = {row[0] for row in engine.execute(f"describe lake.{name}").fetchall()}
        lacking = {c: k for c, k in tables()[name].lake_columns().items() if c not in written}
        if lacking:
            # An older reader wrote them: what it did not know is null until they are read again.
            more = "".join(f', null::{kind} as "{c}"' for c, kind in lacking.items())
            _create_view(engine, name, listed, more)
        return
    columns = ", ".join(f'"{c}" {kind}' for c, kind in tables()[name].lake_columns().items())
    engine.execute(f"create table lake.{name} ({columns})")


def _create_view(engine: duckdb.DuckDBPyConnection, name: str, listed: str, more: str = "") -> None:
    """A view over Parquet files, which may be of several readers, with more columns."""
    engine.execute(
        f"create or replace view lake.{name} as select *{more} "
        f"from read_parquet([{listed}], union_by_name=true)"
    )


LOAD_COLUMNS = (
    "table_name varchar, file_name varchar, file_sha256 varchar, published_date date, "
    "cycle integer, rows_read bigint, rows_loaded bigint, rows_rejected bigint, "
    "first_date date, last_date date, rows_left_out bigint, rows_unique bigint, "
    "rows_expected bigint, shortfall bigint, source_url varchar, retrieved_at timestamp, "
    "members varchar[], other_names varchar[]"
)
REJECT_COLUMNS = (
    "member varchar, line_number bigint, reason varchar, text varchar, "
    "table_name varchar, file_sha256 varchar"
)


def _create_load_table(engine: duckdb.DuckDBPyConnection, found: list[Load]) -> None:
    """One row per loaded file and table."""
    engine.execute(f"create table lake.load ({LOAD_COLUMNS})")
    for load in found:
        for t in load.tables:
            row = [t.table, load.file, load.sha256, load.published_date, t.cycle]
            row += [t.rows_read, t.rows_loaded, t.rows_rejected, t.first_date, t.last_date]
            row += [t.rows_left_out, t.rows_unique, t.rows_expected, t.shortfall]
            # The column has no zone; what is written is UTC.
            row += [load.url, (load.retrieved_at or "").removesuffix("+00:00") or None]
            values = [*row, t.members, load.other_names]
            places = ", ".join("?" * len(values))
            engine.execute(f"insert into lake.load values ({places})", values)


def _create_rejects(
    engine: duckdb.DuckDBPyConnection, settings: Settings, found: list[Load]
) -> None:
    """The lines that could not become rows."""
    files = [
        lake_file(load, "rejects", settings)
        for load in found
        if any(table.rows_rejected for table in load.tables)
    ]
    listed = ", ".join(quoted(pattern_of(file)) for file in files)
    if listed:
        engine.execute(f"create view lake.rejects as select * from read_parquet([{listed}])")
    else:
        engine.execute(f"create table lake.rejects ({REJECT_COLUMNS})")
