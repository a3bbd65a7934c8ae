"""The only reader of the database: read-only, `marts` alone, parameters bound."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from etl.common.database import as_rows, quoted, refuse_foreign, run_query
from etl.common.queries import Query, ordered, read_query, with_pieces
from etl.common.running.failures import engine_line
from etl.common.settings import ThroughlineError, database_path

# A bound for all sessions of the server together: they share one engine.
MEMORY_LIMIT = "1GB"
BUILD = "Run `make build` (or `python -m etl run --case golden_dome`), then reload this page."
REBUILD = "Run `python -m etl build` with this version of the program, then reload this page."


class NoDatabaseError(Exception):
    """There is no database that pages can read; `advice` says what to run."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


def connection() -> duckdb.DuckDBPyConnection:
    """A cursor on the current database file; a file that was swapped in is noticed."""
    path = database_path()
    try:
        stat = path.stat()
    except OSError as error:
        raise NoDatabaseError(f"There is no database at {path} yet.", BUILD) from error
    # A build renames a new file into place: inode and time tell it, the path does not. A cursor for
    # each run, as sessions run in threads.
    cursor = _open(str(path), stat.st_ino, stat.st_mtime_ns).cursor()
    # A new cursor begins in the database in memory.
    cursor.execute("use research")
    return cursor


# Two: sessions that still read the old file finish while the new one is opened.
@st.cache_resource(max_entries=2, show_spinner="Opening the database …")
def _open(path: str, inode: int, modified: int) -> duckdb.DuckDBPyConnection:
    """The file attached to a database in memory, so that an older one may stay open beside it."""
    try:
        refuse_foreign(Path(path))
    except (ThroughlineError, OSError) as error:
        raise NoDatabaseError(
            f"What is there is no database, or a damaged one: {error}.", BUILD
        ) from error
    engine = duckdb.connect(config={"threads": 2, "memory_limit": MEMORY_LIMIT})
    try:
        engine.execute(f"attach {quoted(path)} as research (read_only)")
        engine.execute("use research")
        # A half-built file opens well; it lacks what a build writes last.
        run_query(engine, read_query("about/build")).fetchall()
    except duckdb.Error as error:
        raise _unreadable(path, error) from error
    # After attaching, which needs it: from here on no SQL reads or writes a file.
    engine.execute("set enable_external_access = false")
    # And no SQL turns that off again.
    engine.execute("set lock_configuration = true")
    return engine


def _unreadable(path: str, error: duckdb.Error) -> NoDatabaseError:
    """Why a file cannot be opened: another program writes it, it is unfinished, or broken."""
    # DuckDB has no error of its own for a locked file.
    if isinstance(error, duckdb.IOException) and "lock" in str(error):
        return NoDatabaseError(
            f"The database at {path} is locked: another program has it open for writing.",
            "Wait until that program is done, or close it; then reload this page.",
        )
    return NoDatabaseError(f"The database at {path} is half-built or damaged.", BUILD)


def run(query: Query, values: Mapping[str, object] | None = None) -> duckdb.DuckDBPyConnection:
    """A named query with its parameters bound, run; what it does not name is left out."""
    return run_query(connection(), query, values)


def frame(query: Query, values: Mapping[str, object] | None = None) -> pd.DataFrame:
    """The rows of a named query as a frame, in the order that its header states."""
    return run(ordered(query), values).fetchdf()


def rows(query: Query, values: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
    """The rows of a named query as mappings, in the order that its header states."""
    return as_rows(run(ordered(query), values))


def one(query: Query, values: Mapping[str, object] | None = None) -> dict[str, Any] | None:
    """The first row of a named query as a mapping, or None."""
    return next(iter(rows(query, values)), None)


def of_engine(error: duckdb.Error) -> NoDatabaseError:
    """What an error of the engine means: a damaged file, a half-built one, or another version's.

    Raises the error again where only the program can be at fault.
    """
    path = database_path()
    if engine_line(error) is None:
        raise error
    if not isinstance(error, (duckdb.CatalogException, duckdb.BinderException)):
        return _unreadable(str(path), error)
    tables = run(read_query("about/table"), {"table": None})
    # Only a table or column is missing: then the version is another; without any mart it is
    # unfinished.
    if not any(table["schema_name"] == "marts" for table in as_rows(tables)):
        return _unreadable(str(path), error)
    reason = str(error).splitlines()[0]
    return NoDatabaseError(
        f"The database at {path} was built by another version of the program ({reason}).", REBUILD
    )


def entity(entity_id: str) -> dict[str, Any] | None:
    """One entity."""
    return one(read_query("entity/entity"), {"entity_id": entity_id})


def seat_days() -> str:
    """Of which days it is known who sat on which committee of Congress, in a sentence."""
    found = one(read_query("about/seat_days"), {})
    return str(found["said"]) if found else ""


def edge(link_id: str) -> dict[str, Any] | None:
    """A link with what its type means and what speaks against reading more into it."""
    return one(read_query("link/link"), {"link_id": link_id})


def flags(wanted: Query, values: Mapping[str, object], limit: int = 50) -> list[dict[str, Any]]:
    """Flags that a query names by `flag_id`, each with its indicator's card; the flagged first.

    Within a state the order is that of the ids: neither firms nor people are ranked.
    """
    query = with_pieces(read_query("flag/cards"), wanted=wanted)
    return rows(query, {**values, "most": limit})
