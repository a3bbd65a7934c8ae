"""The placebo test of timing.py as one step of a build: rows of series in, a table out."""

from __future__ import annotations

import duckdb
import pandas as pd

from etl.build.timing import time_pairs
from etl.common.database import run_query
from etl.common.queries import read_query

COLUMNS = {
    "pair_id": "varchar",
    "direction": "varchar",
    "state": "varchar",
    "reason": "varchar",
    "gift_day_count": "bigint",
    "episode_count": "bigint",
    "award_day_count": "bigint",
    "near_count": "bigint",
    "base_share": "double",
    "base_rate": "varchar",
    "placebo_mean": "double",
    "placebo_high": "bigint",
    "p_value": "double",
    "q_value": "double",
    "test_count": "bigint",
    "pair_count": "bigint",
}


def timing_rows(engine: duckdb.DuckDBPyConnection, sql: str) -> tuple[dict[str, str], pd.DataFrame]:
    """The columns with their types, and the result of `timed` over the series that `sql` gives."""
    pairs = engine.execute(sql).df()
    calendar = run_query(engine, read_query("timing/calendar")).df()
    return COLUMNS, time_pairs(pairs, calendar)
