"""The research database as everybody opens it, text in SQL, and files that are whole or absent."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from etl.common.queries import Query, read_query
from etl.common.settings import ThroughlineError
from etl.common.stopping import clear_dead, unfinished

NOT_BUILT = "no database at {path}: run `make build` first"


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def open_database(path: Path) -> duckdb.DuckDBPyConnection:
    """The database at a path, read-only; raises ThroughlineError that says what to run."""
    if not path.exists():
        raise ThroughlineError(NOT_BUILT.format(path=path))
    try:
        return duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise _unreadable(path, error) from error


def attach_database(engine: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """The database at a path as `name`, read-only.

    Raises ThroughlineError where there is none, and for a file that is no database of ours.
    """
    if not path.exists():
        raise ThroughlineError(NOT_BUILT.format(path=path))
    try:
        engine.execute(f"attach {quoted(str(path))} as {name} (read_only)")
        # Any DuckDB file can be attached; only ours says when it was built.
        engine.execute(f"select as_of_date from {name}.marts.build").fetchall()
    except duckdb.Error as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: duckdb.Error) -> ThroughlineError:
    reason = str(error).splitlines()[0]
    return ThroughlineError(
        f"{path} cannot be read as a database of this program ({reason}): "
        "run `python -m etl build --force`"
    )


def read_build(path: Path) -> dict[str, Any] | None:
    """What a database says it was built from; None where there is none that can be read."""
    if not path.exists():
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as engine:
            return next(iter(query_rows(engine, read_query("about/build"))), None)
    except duckdb.Error:
        return None


def as_rows(found: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The rows of what was executed, as mappings of column to value."""
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def run_query(
    engine: duckdb.DuckDBPyConnection, query: Query, values: Mapping[str, object] | None = None
) -> duckdb.DuckDBPyConnection:
    """A named query run with its parameters bound; what it does not name is left out."""
    given = values or {}
    # DuckDB refuses a parameter that the SQL does not name.
    return engine.execute(query.sql, {name: given[name] for name in query.params})


def query_rows(
    engine: duckdb.DuckDBPyConnection, query: Query, values: Mapping[str, object] | None = None
) -> list[dict[str, Any]]:
    """The rows of a named query as mappings of column to value."""
    return as_rows(run_query(engine, query, values))


def write_whole(path: Path, content: str | bytes) -> None:
    """Write beside and rename: a reader never sees half of it, and a failure leaves nothing."""
    data = content.encode() if isinstance(content, str) else content
    clear_dead(path.parent, rf"\.{re.escape(path.name)}\.(\d+)\.tmp")
    # In the same folder: a rename is whole within one file system only. With the process in its
    # name: two may write one file at the same time.
    with unfinished(path.with_name(f".{path.name}.{os.getpid()}.tmp")) as temporary:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            # Before the rename, or a power cut could leave the new name on an empty file.
            os.fsync(stream.fileno())
        temporary.replace(path)
