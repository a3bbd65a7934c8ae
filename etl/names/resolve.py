"""Names → firms: anyone's list held against the database by the very models that built it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from etl.build.models import LAYERS, Model, models
from etl.build.run import run_model
from etl.common.database import quoted
from etl.common.settings import Settings, ThroughlineError

# From names to answers; what else they read is taken from the database as it stands.
CHAIN = (
    "entities.name_judgement",
    "entities.name_key",
    "entities.name_word",
    "entities.word_spelling",
    "entities.mention_word",
    "entities.name_pair",
    "entities.name_likeness",
    "entities.match",
    "entities.employer_match",
)


@dataclass(frozen=True)
class Name:
    """A name as written, with the state (two letters) and the day that go with it, if known."""

    text: str
    state_code: str | None = None
    date: date | None = None


@dataclass(frozen=True)
class Answer:
    """Who a name is; `entity_id` and `entity_name` are None where the names do not tell.

    `probability` is that of the nearest firm; `tier` is certain | probable | possible | none;
    `owner_id` is the firm's recorded parent on the day.
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


def resolve_names(
    settings: Settings, names: list[Name], step: Callable[[str], None] = lambda table: None
) -> list[Answer]:
    """An answer for each name, in order; `step` is told of each of CHAIN when it is built.

    Raises ThroughlineError when there is no database, or one from before names were resolved.
    """
    with resolver(settings, names, step) as engine:
        answers = [Answer()] * len(names)
        for position, reason in engine.execute(_IDLE).fetchall():
            answers[position] = Answer(reasons=f"names no firm: {reason}")
        for row in engine.execute(_ANSWERS).fetchall():
            answers[row[0]] = Answer(*row[1:])
        return answers


@contextmanager
def resolver(
    settings: Settings, names: list[Name], step: Callable[[str], None] = lambda table: None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory in which the names stand resolved; table `asked` has their order."""
    with duckdb.connect() as engine:
        engine.execute(f"set memory_limit = {quoted(settings.memory_limit)}")
        engine.execute(f"set temp_directory = {quoted(str(settings.temporary / 'spill'))}")
        _attach(engine, settings)
        chain = [model for model in models() if model.table in CHAIN]
        _create_views(engine, chain)
        _create_mentions(engine, names)
        for model in chain:
            run_model(engine, model)
            step(model.table)
        yield engine


def _attach(engine: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """The built database, read-only, as `built`."""
    if not settings.database.exists():
        raise ThroughlineError(f"no database at {settings.database}: run `make build` first")
    try:
        engine.execute(f"attach {quoted(str(settings.database))} as built (read_only)")
        engine.execute("select 1 from built.entities.organization_key limit 1")
    except duckdb.Error as error:
        raise ThroughlineError(
            f"{settings.database} cannot be read, or is of an earlier version: "
            "run `python -m etl build --force`"
        ) from error


def _create_views(engine: duckdb.DuckDBPyConnection, chain: list[Model]) -> None:
    """What the chain reads and does not make."""
    for layer in LAYERS[1:4]:
        engine.execute(f"create schema {layer}")
    made = {model.table for model in chain}
    wanted = {table for model in chain for table in model.reads}
    for table in sorted(wanted - made - {"entities.mention", "entities.organization_name"}):
        engine.execute(f"create view {table} as select * from built.{table}")
    # the firms' own names are keyed already
    engine.execute(
        "create view entities.organization_name as "
        "select * from built.entities.organization_name where false"
    )


def _create_mentions(engine: duckdb.DuckDBPyConnection, names: list[Name]) -> None:
    """The names in their order, and each name and state once, as a build would hold them."""
    asked = pa.table(
        {
            "position": pa.array(range(len(names)), pa.int64()),
            "name": pa.array([name.text for name in names], pa.string()),
            "state_code": pa.array([name.state_code for name in names], pa.string()),
            "asked_date": pa.array([name.date for name in names], pa.date32()),
        }
    )
    engine.register("asked_names", asked)
    engine.execute(
        "create table asked as select position, nullif(trim(name), '') as name, "
        "state_code, asked_date from asked_names"
    )
    engine.execute(
        "create table entities.mention as "
        "select md5_number(concat_ws('|', name, coalesce(state_code, ''))) as mention_id, "
        "name, state_code from asked where name is not null group by name, state_code"
    )


_IDLE = """
select asked.position, listed.reason
from asked
inner join entities.name_key as key on asked.name = key.name
inner join seeds.non_employer as listed on key.name_key = listed.employer
"""

# Without a day, a name that changed hands tells nothing; all its bearers are named.
_ANSWERS = """
with spans as (
    select
        asked.position,
        asked.asked_date,
        found.*,
        count(*) over (partition by asked.position) as span_count
    from asked
    inner join entities.employer_match as found
        on asked.name = found.employer and asked.state_code is not distinct from found.state_code
    where
        asked.asked_date is null
        or (
            asked.asked_date >= found.from_date
            and (found.until_date is null or asked.asked_date < found.until_date)
        )
),

undated as (
    select
        position,
        arg_max(mention_id, from_date) as mention_id,
        max(from_date) as from_date,
        string_agg(runner_up, '; ' order by from_date) as bearers
    from spans
    where span_count > 1
    group by position
),

answered as (
    select
        spans.position,
        spans.asked_date,
        if(spans.span_count > 1, null, spans.organization_id) as organization_id,
        spans.probability,
        if(
            spans.span_count > 1 and spans.tier in ('certain', 'probable'), 'possible', spans.tier
        ) as tier,
        spans.basis,
        if(
            spans.span_count > 1,
            'the name changed hands: a date would tell; ' || spans.reasons,
            spans.reasons
        ) as reasons,
        if(
            spans.span_count > 1,
            concat_ws('; ', spans.organization_id, undated.bearers),
            spans.runner_up
        ) as runner_up
    from spans
    left join undated on spans.position = undated.position
    where spans.span_count = 1 or spans.from_date = undated.from_date
),

owned as (
    select
        answered.position,
        arg_max(ownership.owner_id, ownership.record_count) as owner_id,
        arg_max(ownership.owner_name, ownership.record_count) as owner_name
    from answered
    inner join built.entities.organization_cluster as member
        on answered.organization_id = member.cluster_id
    inner join built.entities.ownership as ownership
        on
            member.organization_id = ownership.organization_id
            and coalesce(answered.asked_date, current_date) >= ownership.from_date
            and (
                ownership.until_date is null
                or coalesce(answered.asked_date, current_date) < ownership.until_date
            )
    left join built.entities.organization_cluster as owner
        on ownership.owner_id = owner.organization_id
    where coalesce(owner.cluster_id, ownership.owner_id) <> answered.organization_id
    group by answered.position
),

-- a firm that is its own parent goes by the name that it bore on the day
named as (
    select
        answered.position,
        any_value(ownership.owner_name) as name
    from answered
    inner join built.entities.ownership as ownership
        on
            answered.organization_id = ownership.organization_id
            and ownership.owner_id = ownership.organization_id
            and answered.asked_date >= ownership.from_date
            and (ownership.until_date is null or answered.asked_date < ownership.until_date)
    group by answered.position
)

select
    answered.position,
    answered.organization_id,
    case when answered.organization_id is not null
        then coalesce(named.name, organization.name) end,
    case when answered.organization_id is not null then 'organization' end,
    answered.probability,
    answered.tier,
    answered.basis,
    answered.reasons,
    nullif(answered.runner_up, ''),
    owned.owner_id,
    coalesce(owned.owner_name, owner.name)
from answered
left join built.entities.organization as organization
    on answered.organization_id = organization.organization_id
left join named on answered.position = named.position
left join owned on answered.position = owned.position
left join built.entities.organization as owner on owned.owner_id = owner.organization_id
"""
