"""Names → people: anyone's list held against the people of the database by the models it has."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.build.models import LAYERS, Model, find_tables, models
from etl.build.run import run_model
from etl.common.database import attach_database, query_rows, quoted
from etl.common.queries import read_query
from etl.common.running.unfinished import unfinished
from etl.common.settings import Settings, ThroughlineError
from etl.names.given import lay_judgements

ANSWER = read_query("people/answer")
# The models that join people, over the names asked about and whoever may be one of them.
CHAIN = ("entities.person_name", "entities.person_match")
# Tables that a run has of its own, and the questions that make them, in order.
KIND = ("entities.name_kind", "people/asked_kind")
RECORD = ("entities.person_record", "people/asked_record")
PAIR = ("entities.person_pair", "people/asked_pair")
# Other sources of names to part, which nobody asks about.
UNASKED = ("entities.named_officer", "staging.case_person")
COLUMNS = {
    "position": pa.int64(),
    "name": pa.string(),
    "state_code": pa.string(),
    "zip5_code": pa.string(),
    "city_name": pa.string(),
    "employer_ref": pa.string(),
    "is_idle": pa.bool_(),
    "is_alone": pa.bool_(),
    "contributor_ref": pa.string(),
}


def find_people(
    settings: Settings,
    asked: list[dict[str, Any]],
    judgements: Path | None = None,
    step: Callable[[str], None] = lambda table: None,
) -> list[dict[str, Any]]:
    """Answers for the rows of `asked` (COLUMNS) that have a candidate, with their `position`.

    Raises ThroughlineError when there is no database, or one of an earlier version.
    """
    with _engine(settings, judgements) as engine:
        engine.register(
            "asked_people",
            pa.table({name: [row[name] for row in asked] for name in COLUMNS}, pa.schema(COLUMNS)),
        )
        for table in UNASKED:
            _put(engine, table, f"from {table} where false")
        _put(engine, KIND[0], read_query(KIND[1]).sql)
        made = {model.table: model for model in models() if model.table in CHAIN}
        _run(engine, made[CHAIN[0]], step)
        for table, query in (RECORD, PAIR):
            _put(engine, table, read_query(query).sql)
        _run(engine, made[CHAIN[1]], step)
        return query_rows(engine, ANSWER)


@contextmanager
def _engine(settings: Settings, judgements: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory in which the built tables stand under their own names."""
    spill = settings.temporary / f"resolve-people-{os.getpid()}.spill"
    with unfinished(spill), duckdb.connect() as engine:
        engine.execute(f"set memory_limit = {quoted(settings.memory_limit)}")
        engine.execute(f"set temp_directory = {quoted(str(spill))}")
        attach_database(engine, settings.database, "built")
        for layer in LAYERS[1:4]:
            engine.execute(f"create schema {layer}")
        try:
            for table in sorted(_wanted()):
                engine.execute(f"create view {table} as from built.{table}")
        except duckdb.Error as error:
            raise ThroughlineError(
                "the database is of an earlier version: run `python -m etl build --force`"
            ) from error
        lay_judgements(engine, judgements)
        yield engine


def _wanted() -> set[str]:
    """The built tables that the models and the questions read."""
    wanted = {table for model in models() if model.table in CHAIN for table in model.reads}
    queries = (ANSWER, *(read_query(query) for _, query in (KIND, RECORD, PAIR)))
    return wanted | {table for query in queries for table in find_tables(query.sql)[0]}


def _put(engine: duckdb.DuckDBPyConnection, table: str, sql: str) -> None:
    """The rows of a question in the place of a built table, which it may read."""
    own = table.replace(".", "_")
    engine.execute(f"create table {own} as {sql}")
    engine.execute(f"drop view {table}")
    engine.execute(f"create view {table} as from {own}")


def _run(engine: duckdb.DuckDBPyConnection, model: Model, step: Callable[[str], None]) -> None:
    """A model in the place of its built table."""
    engine.execute(f"drop view if exists {model.table}")
    run_model(engine, model)
    step(model.table)
