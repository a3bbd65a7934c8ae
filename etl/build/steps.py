"""Steps of Python that models name in their header: what SQL cannot do."""

from __future__ import annotations

import duckdb

from etl.build.models import Model
from etl.build.timing_step import timing_rows

# by the word after `python:` in a model's header
STEPS = {"timing": timing_rows}


def run_step(engine: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Hand the rows of the model's SQL to the Python step that its header names."""
    columns, rows = STEPS[model.header["python"]](engine, model.sql)
    listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    engine.execute(f"create table {model.table} ({listed})")
    engine.register("step_rows", rows)
    # The types are stated above: a column of nulls alone has none in pandas.
    engine.execute(f"insert into {model.table} by name select * from step_rows")
    engine.unregister("step_rows")
