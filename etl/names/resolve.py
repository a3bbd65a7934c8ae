"""Names → firms: anyone's list held against the database by the very models that built it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.build.models import LAYERS, Model, find_tables, models
from etl.build.run import run_model
from etl.common.database import attach_database, query_rows, quoted
from etl.common.queries import read_query
from etl.common.running.unfinished import unfinished
from etl.common.settings import Settings, ThroughlineError
from etl.names.given import lay_judgements

# Questions to the database of names, which holds the tables of the built one under their names.
ANSWER, NO_EMPLOYER = read_query("names/answer"), read_query("names/no_employer")
FIRM, REGISTERED = read_query("names/firm"), read_query("names/registered")

# From names to answers; what else they read is taken from the database as it stands.
CHAIN = (
    "entities.name_judgement",
    "entities.name_reading",
    "entities.name_key",
    "entities.name_word",
    "entities.word_spelling",
    "entities.mention_word",
    "entities.name_pair",
    "entities.name_agreement",
    "entities.name_likeness",
    "entities.match_candidate",
    "entities.match",
    "entities.employer_match",
)


@dataclass(frozen=True)
class Name:
    """A name as written, with the state (two letters) and the day that go with it, if known.

    ZIP code (five digits), city and employer tell people apart; of firms they say nothing.
    """

    text: str
    state_code: str | None = None
    date: date | None = None
    zip5_code: str | None = None
    city_name: str | None = None
    employer: str | None = None


@dataclass(frozen=True)
class Resolution:
    """Who a name is; `entity_id` and `entity_name` are None where the names do not tell.

    `probability` is that of the nearest firm; `tier` is certain | probable | possible | none;
    `owner_id` is the firm's recorded parent on the day, or the last one recorded where no day is
    asked about, as records state it from `owner_first_date` to `owner_last_date`; `owner_note` says
    why there is none, or that no record is of the day itself.
    """

    entity_id: str | None = None
    entity_name: str | None = None
    entity_kind: str | None = None
    probability: float | None = None
    tier: str = "none"
    basis: str | None = None
    reasons: str = "no firm of the database has a name like it"
    runner_up: str | None = None
    owner_id: str | None = None
    owner_name: str | None = None
    owner_first_date: date | None = None
    owner_last_date: date | None = None
    owner_note: str | None = None


def resolve_names(
    settings: Settings, names: list[Name], step: Callable[[str], None] = lambda table: None
) -> list[Resolution]:
    """The firm of each name, in order; `step` is told of each of CHAIN when it is built.

    Raises ThroughlineError when there is no database, or one from before names were resolved.
    """
    with resolver(settings, names, step) as engine:
        return read_answers(engine, len(names))


def read_answers(engine: duckdb.DuckDBPyConnection, count: int) -> list[Resolution]:
    """The answers for the first `count` names that a `resolver` has resolved."""
    # One frozen object in every place is no danger: places are replaced, never changed.
    answers = [Resolution()] * count
    # First the words that name no firm (RETIRED, SELF), so that an answer goes over them.
    for row in query_rows(engine, NO_EMPLOYER):
        if row["position"] < count:
            answers[row["position"]] = Resolution(reasons=f"names no firm: {row['reason']}")
    for row in query_rows(engine, ANSWER):
        if (place := row.pop("position")) < count:
            answers[place] = Resolution(**row)
    for row in query_rows(engine, REGISTERED):
        if (place := row.pop("position")) < count:
            answers[place] = _with_registered(answers[place], Resolution(**row))
    return answers


def _with_registered(firm: Resolution, registered: Resolution) -> Resolution:
    """The firm where the name is one, with the committee or candidate of that name beside it."""
    if firm.entity_id is None:
        return replace(registered, runner_up=None) if registered.entity_id else registered
    named = (firm.runner_up, registered.runner_up)
    return replace(firm, runner_up="; ".join(name for name in named if name))


@contextmanager
def resolver(
    settings: Settings,
    names: list[Name],
    step: Callable[[str], None] = lambda table: None,
    judgements: Path | None = None,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory in which the names stand resolved; table `asked` has their order.

    `judgements` is a file of judgements for this run, before those that the database holds.
    """
    spill = settings.temporary / f"resolve-{os.getpid()}.spill"
    with unfinished(spill), duckdb.connect() as engine:
        engine.execute(f"set memory_limit = {quoted(settings.memory_limit)}")
        engine.execute(f"set temp_directory = {quoted(str(spill))}")
        attach_database(engine, settings.database, "built")
        chain = [model for model in models() if model.table in CHAIN]
        _create_views(engine, chain)
        lay_judgements(engine, judgements)
        _create_mentions(engine, names)
        for model in chain:
            run_model(engine, model)
            step(model.table)
        yield engine


def _create_views(engine: duckdb.DuckDBPyConnection, chain: list[Model]) -> None:
    """What the chain and the questions read, under the names that the built database has.

    Raises ThroughlineError for a database of an earlier version, which lacks some of it.
    """
    for layer in (*LAYERS[1:4], "marts"):
        engine.execute(f"create schema {layer}")
    made = {model.table for model in chain} | {"entities.mention", "entities.organization_name"}
    wanted = {table for model in chain for table in model.reads}
    wanted |= {
        table
        for query in (ANSWER, NO_EMPLOYER, FIRM, REGISTERED)
        for table in find_tables(query.sql)[0]
    }
    try:
        for table in sorted(wanted - made):
            # The models name their tables by schema alone: views put the built ones in their place.
            engine.execute(f"create view {table} as from built.{table}")
        # the firms' own names are keyed already
        engine.execute(
            "create view entities.organization_name as "
            "from built.entities.organization_name where false"
        )
    except duckdb.Error as error:
        raise ThroughlineError(
            "the database is of an earlier version: run `python -m etl build --force`"
        ) from error


def _create_mentions(engine: duckdb.DuckDBPyConnection, names: list[Name]) -> None:
    """The names in their order, and each name and state once, as a build would hold them."""
    asked = pa.table(
        {
            # Types are stated: a column of nulls alone (no state given) has none.
            "position": pa.array(range(len(names)), pa.int64()),
            "name": pa.array([name.text for name in names], pa.string()),
            "state_code": pa.array([name.state_code for name in names], pa.string()),
            "asked_date": pa.array([name.date for name in names], pa.date32()),
        }
    )
    engine.register("asked_names", asked)
    for table, query in (("asked", "names/asked"), ("entities.mention", "names/mention")):
        engine.execute(f"create table {table} as {read_query(query).sql}")
