"""What models start from: schemas, the run's date, seeds, and the lake's files as tables."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from etl.build.models import CARD, LAYERS, indicator_cards, seed_paths
from etl.common.database import quoted
from etl.common.settings import SQL, Settings, today
from etl.lake.records import Load, loads
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
            str(settings.lake / name / f"{load.sha256}.parquet")
            for load in found
            if any(table.table == name for table in load.tables)
        ]
        create_lake_table(engine, name, files)
    _create_load_table(engine, found)
    _create_rejects(engine, settings, found)


def load_seeds(engine: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Each seed CSV as a table of text columns, and the headers of the indicators as one more."""
    # As text, all of it: `097` is a code and not a number.
    for name, file in seed_paths(folder.parent).items():
        path = quoted(str(file))
        engine.execute(
            f"create table seeds.{name} as select * from read_csv({path}, header=true, "
            "delim=',', quote='\"', escape='\"', all_varchar=true, auto_detect=true)"
        )
    columns = [*CARD, "name"]
    listed = ", ".join(f'"{column}" varchar' for column in columns)
    engine.execute(f"create table seeds.indicator ({listed})")
    places = ", ".join("?" * len(columns))
    for card in indicator_cards(folder.parent):
        row = [card[column] for column in columns]
        engine.execute(f"insert into seeds.indicator values ({places})", row)


def create_lake_table(engine: duckdb.DuckDBPyConnection, name: str, files: list[str]) -> None:
    """A view over the table's Parquet files; an empty table where none is loaded."""
    if files:
        listed = ", ".join(quoted(file) for file in files)
        # A view: a build reads the columns that it needs, and copies nothing.
        engine.execute(f"create view lake.{name} as select * from read_parquet([{listed}])")
        return
    columns = ", ".join(f'"{c}" {kind}' for c, kind in tables()[name].lake_columns().items())
    engine.execute(f"create table lake.{name} ({columns})")


LOAD_COLUMNS = (
    "table_name varchar, file_name varchar, file_sha256 varchar, published_date date, "
    "cycle integer, rows_read bigint, rows_loaded bigint, rows_rejected bigint, "
    "first_date date, last_date date, rows_left_out bigint, rows_unique bigint, "
    "rows_expected bigint, shortfall bigint, source_url varchar, retrieved_at timestamp"
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
            places = ", ".join("?" * len(row))
            engine.execute(f"insert into lake.load values ({places})", row)


def _create_rejects(
    engine: duckdb.DuckDBPyConnection, settings: Settings, found: list[Load]
) -> None:
    """The lines that could not become rows."""
    files = [settings.lake / "rejects" / f"{load.sha256}.parquet" for load in found]
    listed = ", ".join(quoted(str(file)) for file in files if file.exists())
    if listed:
        engine.execute(f"create view lake.rejects as select * from read_parquet([{listed}])")
    else:
        engine.execute(f"create table lake.rejects ({REJECT_COLUMNS})")
