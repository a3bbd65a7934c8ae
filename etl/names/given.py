"""Judgements that are given for one run: a file as `review` writes it, kept nowhere."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.build.stated import read_stated
from etl.common.database import open_database, query_rows
from etl.common.queries import read_query
from etl.common.settings import Settings
from etl.names.review import read_judged

JUDGEMENTS = "entities.judgement"


def lay_judgements(engine: duckdb.DuckDBPyConnection, path: Path | None) -> None:
    """Put the file's judgements before those in `entities.judgement`, a view of the built one.

    Raises ThroughlineError for a file that a build would refuse, by line and column.
    """
    if path is None:
        return
    # A cursor: what was asked of the connection last may not have been read to its end.
    with read_stated("judgement", path) as read, read.cursor() as stated:
        engine.register("stated", stated.sql(f"from {JUDGEMENTS}").to_arrow_table())
    engine.execute(f"create table run_judgement as {read_query('names/given_judgement').sql}")
    engine.execute(f"drop view {JUDGEMENTS}")
    engine.execute(f"create view {JUDGEMENTS} as from run_judgement")


def idle_refs(settings: Settings, path: Path) -> list[str]:
    """Sides of the file's judgements that name nothing in the database, in order."""
    judged = read_judged(path)
    refs = sorted({ref for one in judged for ref in (one.left_ref, one.right_ref)})
    with open_database(settings.database) as engine:
        found = query_rows(engine, read_query("names/idle_given"), {"refs": refs})
    return [row["ref"] for row in found]
