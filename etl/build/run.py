"""Models → a new database → checks → swap; a build that fails leaves the old one serving."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import platform
from pathlib import Path

import duckdb

from etl.build.check import Failure, check_database
from etl.build.comments import comment, meanings
from etl.build.history import keep
from etl.build.models import CARD, LAYERS, Model, indicator_cards, models, seed_paths
from etl.build.timing_step import timing_rows
from etl.common.database import quoted
from etl.common.progress import Progress
from etl.common.settings import SQL, Settings, ThroughlineError, today
from etl.lake.records import Load, clear_leftovers, loads
from etl.sources import tables

# what SQL cannot do, by the word after `python:` in a model's header
STEPS = {"timing": timing_rows}


class CheckFailedError(ThroughlineError):
    """The new database did not pass its checks and was not swapped in."""

    def __init__(self, failures: list[Failure]) -> None:
        self.failures = failures
        first = failures[0]
        super().__init__(
            f"{len(failures)} checks failed, the database is as before; first: "
            f"{first.subject}: {first.message}"
        )


def build(settings: Settings, progress: Progress, is_forced: bool = False) -> bool:
    """Build the research database from the lake; false when it is up to date already.

    Raises CheckFailedError (nothing swapped) and ThroughlineError (disk, SQL).
    """
    fingerprint = inputs_fingerprint(settings)
    if not is_forced and read_fingerprint(settings) == fingerprint:
        return False
    try:
        clear_leftovers(settings)
        target = settings.temporary / f"build-{os.getpid()}.duckdb"
        try:
            _build_into(target, settings, progress, fingerprint)
            keep(settings, fingerprint)
            target.replace(settings.database)
        finally:
            for leftover in settings.temporary.glob(f"{target.name}*"):
                leftover.unlink(missing_ok=True)
    except OSError as error:
        raise ThroughlineError(_no_room(settings, error)) from error
    except duckdb.Error as error:
        text = " ".join(str(error).split())
        if "No space left" in text or "File too large" in text:
            raise ThroughlineError(_no_room(settings, OSError(errno.ENOSPC, text))) from error
        raise
    return True


def _no_room(settings: Settings, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        return f"no room left under {settings.data}: free some space or use --data DIR"
    return f"cannot write under {settings.data} ({error.strerror}): use --data DIR"


def _build_into(target: Path, settings: Settings, progress: Progress, fingerprint: str) -> None:
    """Run every model into a new file and check it."""
    target.unlink(missing_ok=True)
    with duckdb.connect(str(target)) as engine:
        prepare(engine, settings)
        ordered = models()
        with progress.steps("build", len(ordered)) as step:
            for model in ordered:
                run_model(engine, model)
                step(model.table)
        failures = check_database(engine, ordered)
        if failures:
            raise CheckFailedError(failures)
        engine.execute("drop schema lake cascade")
        _write_build_record(engine, fingerprint)
        comment(engine, meanings())
        engine.execute("checkpoint")


def prepare(engine: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Schemas, seeds, the lake's files as views, and the run's date."""
    engine.execute(f"set memory_limit = {quoted(settings.memory_limit)}")
    engine.execute(f"set temp_directory = {quoted(str(settings.temporary / 'spill'))}")
    for layer in LAYERS:
        engine.execute(f"create schema {layer}")
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


def run_model(engine: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Create the model's table or view with its comments; raises ThroughlineError for its file."""
    kind = "view" if model.is_view else "table"
    for name, value in model.params.items():
        engine.execute(f"set variable {name} = {value}")
    try:
        if "python" in model.header:
            _run_step(engine, model)
        else:
            engine.execute(f"create {kind} {model.table} as {model.sql}")
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.ConversionException) as error:
        text = " ".join(str(error).split())
        raise ThroughlineError(f"{model.file}: {text}") from error
    engine.execute(f"comment on {kind} {model.table} is {quoted(model.header['title'])}")
    for column, meaning in model.columns.items():
        engine.execute(f"comment on column {model.table}.{column} is {quoted(meaning)}")


def _run_step(engine: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Hand the rows of the model's SQL to the Python step that its header names."""
    columns, rows = STEPS[model.header["python"]](engine, model.sql)
    listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    engine.execute(f"create table {model.table} ({listed})")
    engine.register("step_rows", rows)
    engine.execute(f"insert into {model.table} by name select * from step_rows")
    engine.unregister("step_rows")


def explain(settings: Settings, table: str) -> dict[str, object]:
    """Order, SQL, row count and five rows of one model, from the built database."""
    ordered = [model.table for model in models()]
    found = {model.table: model for model in models()}.get(table)
    if not found:
        raise ThroughlineError(f"no model {table!r}: choose one of {', '.join(ordered)}")
    if not settings.database.exists():
        raise ThroughlineError(f"no database at {settings.database}: run `make build` first")
    with duckdb.connect(str(settings.database), read_only=True) as engine:
        counted = engine.execute(f"select count(*) from {table}").fetchone()
        rows = engine.execute(f"select * from {table} limit 5").fetchdf()
    assert counted is not None
    return {
        "order": ordered[: ordered.index(table) + 1],
        "reads": sorted(found.reads),
        "sql": found.sql,
        "row_count": counted[0],
        "rows": rows.to_string(),
    }


def inputs_fingerprint(settings: Settings) -> str:
    """A hash of all that the database is made from: lake, SQL, seeds, date and engine."""
    digest = hashlib.sha256()
    parts = [
        f"{load.sha256} {json.dumps([vars(t) for t in load.tables])}" for load in loads(settings)
    ]
    for path in sorted([*SQL.rglob("*.sql"), *SQL.rglob("*.csv")]):
        parts.append(f"{path.relative_to(SQL)} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    for part in [*parts, today().isoformat(), duckdb.__version__]:
        digest.update(part.encode() + b"\n")
    return digest.hexdigest()


def read_fingerprint(settings: Settings) -> str | None:
    """The fingerprint of the database that is there, if it can be read."""
    if not settings.database.exists():
        return None
    try:
        with duckdb.connect(str(settings.database), read_only=True) as engine:
            row = engine.execute("select fingerprint from marts.build").fetchone()
    except duckdb.Error:
        return None
    return row[0] if row else None


def _write_build_record(engine: duckdb.DuckDBPyConnection, fingerprint: str) -> None:
    """What this database was made from, for `status` and the pages' footer."""
    engine.execute(
        "create table marts.build as select ? as fingerprint, ?::date as as_of_date, "
        "? as duckdb_version, ? as python_version",
        [fingerprint, today(), duckdb.__version__, platform.python_version()],
    )
    engine.execute("comment on table marts.build is 'What the database was built from'")
