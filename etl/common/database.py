"""The research database as everybody opens it, text in SQL, and files that are whole or absent."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from etl.common.files import swap_in
from etl.common.queries import Query, read_query
from etl.common.running.failures import DAMAGED, engine_line, one_line
from etl.common.running.unfinished import clear_dead, unfinished
from etl.common.settings import ThroughlineError

# DuckDB reads these signs in a path as a pattern of names.
_GLOB = re.compile(r"([*?\[])")
NOT_BUILT = "no database at {path}: run `make build` first"
ANOTHER = "name a database that was built"
# What a file of another kind begins with.
FOREIGN = {
    b"SQLite format 3": "a SQLite file",
    b"PK\x03\x04": "a zip file",
    b"PAR1": "a Parquet file",
    b"\x1f\x8b": "a gzip file",
}
NO_NETWORK = "set autoinstall_known_extensions = false"


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def pattern_of(path: Path) -> str:
    """The pattern of names that fits this file alone: readers of files take no plain path."""
    return _GLOB.sub(r"[\1]", str(path))


def open_database(path: Path) -> duckdb.DuckDBPyConnection:
    """The database at a path, read-only; raises ThroughlineError that says what to run."""
    refuse_foreign(path)
    try:
        engine = duckdb.connect(str(path.absolute()), read_only=True)
    except duckdb.Error as error:
        raise ThroughlineError(unreadable(path, error)) from error
    engine.execute(NO_NETWORK)
    return engine


def attach_database(engine: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """The database at a path as `name`, read-only.

    Raises ThroughlineError where there is none, and for a file that is no database of ours.
    """
    refuse_foreign(path)
    try:
        engine.execute(NO_NETWORK)
        # Absolute: DuckDB takes what stands before a colon for the kind of a database.
        engine.execute(f"attach {quoted(str(path.absolute()))} as {name} (read_only)")
        # Any DuckDB file can be attached; only ours says when it was built.
        engine.execute(f"select as_of_date from {name}.marts.build").fetchall()
    except duckdb.Error as error:
        raise ThroughlineError(unreadable(path, error)) from error


def refuse_foreign(path: Path) -> None:
    """Raise ThroughlineError for what is no DuckDB file, before the engine opens it.

    The engine would look for an extension that reads a file of another kind, on the network too.
    """
    try:
        head = _read_head(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ThroughlineError(NOT_BUILT.format(path=path)) from error
    # Its first eight bytes are a checksum.
    if head[8:12] == b"DUCK":
        return
    said = "is no database of this program" if head else "is empty"
    raise ThroughlineError(f"{path} {said}: run `python -m etl build`, or {ANOTHER}")


def refuse_to_replace(path: Path) -> None:
    """Raise ThroughlineError for what a build must not write over: a folder, somebody's file."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        _read_head(path)


def _read_head(path: Path) -> bytes:
    """The first bytes of a file; raises ThroughlineError for what is plainly something else."""
    aside = f"move it aside and run `python -m etl build`, or {ANOTHER}"
    # A pipe or a device would be waited for.
    if not stat.S_ISREG(path.stat().st_mode):
        found = "a folder" if path.is_dir() else "no file"
        raise ThroughlineError(f"{path} is {found} where the database should be: {aside}")
    with path.open("rb") as stream:
        head = stream.read(16)
    for mark, kind in FOREIGN.items():
        if head.startswith(mark):
            raise ThroughlineError(f"{path} is {kind}, no database of this program: {aside}")
    return head


def unreadable(path: Path, error: duckdb.Error) -> str:
    """Why the engine cannot read the file, in one line that names it."""
    said = engine_line(error) or DAMAGED
    return said if str(path) in said else one_line(f"{path}: {said}")


def read_build(path: Path) -> dict[str, Any] | None:
    """What a database says it was built from; None where there is none that can be read."""
    try:
        with open_database(path) as engine:
            return next(iter(query_rows(engine, read_query("about/build"))), None)
    except (duckdb.Error, ThroughlineError):
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
        swap_in(temporary, path)
