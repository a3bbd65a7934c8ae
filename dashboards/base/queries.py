"""The only reader of the database: read-only, `marts` alone, parameters bound."""

from __future__ import annotations

import duckdb
import pandas as pd
import streamlit as st

from etl.common.database import quoted
from etl.common.settings import database_path

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
    cursor = _open(str(path), stat.st_ino, stat.st_mtime_ns).cursor()
    cursor.execute("use research")
    return cursor


@st.cache_resource(max_entries=2, show_spinner="Opening the database …")
def _open(path: str, inode: int, modified: int) -> duckdb.DuckDBPyConnection:
    """The file attached to a database in memory, so that an older one may stay open beside it."""
    engine = duckdb.connect(config={"threads": 2, "memory_limit": MEMORY_LIMIT})
    try:
        engine.execute(f"attach {quoted(path)} as research (read_only)")
        engine.execute("use research")
        engine.execute("select fingerprint from marts.build").fetchall()
    except duckdb.Error as error:
        raise _unreadable(path, error) from error
    engine.execute("set enable_external_access = false")
    engine.execute("set lock_configuration = true")
    return engine


def _unreadable(path: str, error: duckdb.Error) -> NoDatabaseError:
    """Why a file cannot be opened: another program writes it, it is unfinished, or broken."""
    if isinstance(error, duckdb.IOException) and "lock" in str(error):
        return NoDatabaseError(
            f"The database at {path} is locked: another program has it open for writing.",
            "Wait until that program is done, or close it; then reload this page.",
        )
    return NoDatabaseError(f"The database at {path} is half-built or damaged.", BUILD)


def execute(
    sql: str, parameters: list[object] | dict[str, object] | None = None
) -> duckdb.DuckDBPyConnection:
    """A query on `marts` with its parameters bound, run."""
    return connection().execute(sql, parameters or [])


def of_another_version(error: duckdb.Error) -> NoDatabaseError:
    """What a table or column that is not there means: half-built, or built by another version."""
    path = database_path()
    if one("select 1 from duckdb_tables() where schema_name = 'marts' limit 1") is None:
        return _unreadable(str(path), error)
    reason = str(error).splitlines()[0]
    return NoDatabaseError(
        f"The database at {path} was built by another version of the program ({reason}).", REBUILD
    )


def frame(sql: str, parameters: list[object] | None = None) -> pd.DataFrame:
    """The rows of a query on `marts` with its parameters bound."""
    return execute(sql, parameters).fetchdf()


def one(sql: str, parameters: list[object] | None = None) -> dict[str, object] | None:
    """The first row as a mapping, or None."""
    cursor = execute(sql, parameters)
    row = cursor.fetchone()
    names = [column[0] for column in cursor.description or []]
    return dict(zip(names, row, strict=True)) if row else None


def entity(entity_id: str) -> dict[str, object] | None:
    """One entity."""
    return one("select * from marts.entity where entity_id = ?", [entity_id])


def edge(link_id: str) -> dict[str, object] | None:
    """A link with what its type means and what speaks against reading more into it."""
    return one(
        "select edge.* exclude (evidence), type.sentence, type.description, type.innocent "
        "from marts.edge as edge join marts.link_type as type using (link_type) "
        "where link_number = md5_number_lower(?) and link_id = ?",
        [link_id, link_id],
    )


def flags(where: str, parameters: list[object], limit: int = 50) -> list[dict[str, object]]:
    """Flags that meet a condition, each with what its indicator's card says; the flagged first.

    Within a state the order is that of the ids: neither firms nor people are ranked.
    """
    # found by row first: the texts of a flag are costly to read
    order = "flag.state <> 'flagged', flag.state, flag.code, flag.flag_id"
    return frame(
        "select flag.*, card.raised_when, card.why, card.innocent, card.excludes, card.source "
        "from marts.flag as flag join marts.indicator as card using (code) where flag.rowid in "
        f"(select flag.rowid from marts.flag as flag where {where} order by {order} limit ?) "
        f"order by {order}",
        [*parameters, limit],
    ).to_dict("records")


def review_pairs(limit: int) -> list[dict[str, object]]:
    """Doubtful pairs of names, those first whose answer would move the most money."""
    return frame(
        "select * from marts.review_pair order by amount_usd desc nulls last, record_count desc, "
        "review_id limit ?",
        [limit],
    ).to_dict("records")
