"""What a database says of itself: the texts that stand on everything that leaves, and its day."""

from __future__ import annotations

import duckdb

from etl.common.database import query_rows
from etl.common.queries import read_query

UNKNOWN_DAY = "unknown"


def read_notices(engine: duckdb.DuckDBPyConnection) -> list[str]:
    """The texts that stand on every page and export."""
    return [row["text"] for row in query_rows(engine, read_query("about/notice"))]


def read_day(engine: duckdb.DuckDBPyConnection) -> str:
    """The day of the build, ISO 8601; `unknown` where it is not stated."""
    rows = query_rows(engine, read_query("about/build"))
    return str(rows[0]["as_of_date"]) if rows else UNKNOWN_DAY
