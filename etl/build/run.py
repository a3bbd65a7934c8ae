"""Models → a new database → checks → swap; a build that fails leaves the old one serving."""

from __future__ import annotations

import errno
import os
import platform
from collections.abc import Callable
from pathlib import Path

import duckdb

from etl.build.check import Failure, check_database
from etl.build.comments import comment, meanings
from etl.build.fingerprint import (
    Fingerprints,
    find_fingerprints,
    find_staleness,
    read_fingerprints,
    write_fingerprints,
)
from etl.build.history import keep, next_sequence, tell_backward
from etl.build.models import Model, models
from etl.build.prepare import prepare
from etl.build.stated import check_stated
from etl.build.steps import run_step
from etl.common.database import open_database, quoted, refuse_to_replace
from etl.common.files import swap_in
from etl.common.progress import Progress
from etl.common.running.unfinished import unfinished
from etl.common.settings import Settings, ThroughlineError, today
from etl.lake.damage import refuse_damage
from etl.lake.records import clear_leftovers, find_outdated


class CheckFailedError(ThroughlineError):
    """The new database did not pass its checks and was not swapped in."""

    exit_code = 1

    def __init__(self, failures: list[Failure]) -> None:
        self.failures = failures
        first = failures[0]
        super().__init__(
            f"{len(failures)} checks failed, the database is as before; first: "
            f"{first.subject}: {first.message}"
        )


def build(
    settings: Settings,
    progress: Progress,
    is_forced: bool = False,
    say: Callable[[str], None] = lambda line: None,
) -> bool:
    """Build the research database from the lake; false when nothing is stale.

    `say` is told what is stale, and which lake files an older reader wrote. Raises DamagedLakeError
    before anything is built on a lake file that is not as it was written, CheckFailedError (nothing
    swapped) and ThroughlineError (disk, SQL, what stands in the database's place).
    """
    # Before the work, which takes minutes, and not at its end.
    refuse_to_replace(settings.database)
    refuse_damage(settings, progress)
    for line in find_outdated(settings):
        say(line)
    fingerprints = find_fingerprints(settings)
    stale = find_staleness(read_fingerprints(settings.database), fingerprints)
    if stale is None and not is_forced:
        return False
    if stale is not None and settings.database.exists():
        say(stale.sentence)
    refuse_damage(settings, progress, is_deep=True)
    try:
        clear_leftovers(settings)
        # Under the data folder: a rename is whole within one file system only.
        # The write-ahead log and what is spilled stand beside it under its name.
        with unfinished(settings.temporary / f"build-{os.getpid()}.duckdb") as target:
            _build_into(target, settings, progress, fingerprints)
            # Before the swap, which takes the old file's only name away.
            keep(settings, fingerprints.whole)
            # Readers that have the old file open go on reading it.
            swap_in(target, settings.database)
        # The newest alone: what was told before is not told again.
        for line in tell_backward(settings, 2):
            say(line)
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


def _build_into(
    target: Path, settings: Settings, progress: Progress, fingerprints: Fingerprints
) -> None:
    """Run every model into a new file and check it."""
    target.unlink(missing_ok=True)
    with duckdb.connect(str(target)) as engine:
        # What a crash leaves of this file is thrown away; swap_in syncs it whole.
        engine.execute("set fsync_mode = 'NONE'")
        prepare(engine, settings)
        # Before hours of work, and with its line named.
        check_stated(engine)
        ordered = models()
        with progress.steps("build", len(ordered)) as step:
            for model in ordered:
                # A table and its comments at once: each of a thousand would be a commit.
                engine.execute("begin")
                run_model(engine, model)
                engine.execute("commit")
                step(model.table)
        failures = check_database(engine, ordered)
        if failures:
            raise CheckFailedError(failures)
        # Its views name files of this machine, and nothing after the build reads them.
        engine.execute("drop schema lake cascade")
        _write_build_record(engine, fingerprints.whole, next_sequence(settings, fingerprints.whole))
        write_fingerprints(engine, fingerprints)
        comment(engine, meanings())
        # The log goes into the file: what is renamed has no second file beside it.
        engine.execute("checkpoint")


def run_model(engine: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Create the model's table or view with its comments; raises ThroughlineError for its file."""
    kind = "view" if model.is_view else "table"
    for name, value in model.params.items():
        # As written in the header: a number, a text in quotes or a date is SQL already.
        engine.execute(f"set variable {name} = {value}")
    try:
        if "python" in model.header:
            run_step(engine, model)
        else:
            engine.execute(f"create {kind} {model.table} as {model.sql}")
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.ConversionException) as error:
        text = " ".join(str(error).split())
        raise ThroughlineError(f"{model.file}: {text}") from error
    said = [f"comment on {kind} {model.table} is {quoted(model.header['title'])}"]
    said += [
        f"comment on column {model.table}.{column} is {quoted(meaning)}"
        for column, meaning in model.columns.items()
    ]
    engine.execute("; ".join(said))


def explain(settings: Settings, table: str) -> dict[str, object]:
    """Order, SQL, row count and five rows of one model, from the built database."""
    ordered = [model.table for model in models()]
    found = {model.table: model for model in models()}.get(table)
    if not found:
        raise ThroughlineError(f"no model {table!r}: choose one of {', '.join(ordered)}")
    with open_database(settings.database) as engine:
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


def _write_build_record(engine: duckdb.DuckDBPyConnection, fingerprint: str, sequence: int) -> None:
    """What this database was made from, for `status` and the pages' footer."""
    engine.execute(
        "create table marts.build as select ? as fingerprint, ?::date as as_of_date, "
        "? as duckdb_version, ? as python_version, ?::bigint as sequence",
        [fingerprint, today(), duckdb.__version__, platform.python_version(), sequence],
    )
    engine.execute("comment on table marts.build is 'What the database was built from'")
