"""Resolve the labelled sets by the models of the product and set the answers beside the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd

from etl.build.prepare import prepare
from etl.build.run import run_model
from etl.common.settings import Settings
from tests.accuracy.labels.contractors import Registration
from tests.accuracy.labels.employers import EmployerLabel
from tests.accuracy.labels.persons import PersonRow
from tests.fixtures.building import needed_models

_NOTHING = (None, "none", 0.0, None, "", "")
ACTIONS = "staging.usaspending_prime_transaction"


@dataclass(frozen=True)
class Outcome:
    """One label beside the answers.

    `answer` and `exact_answer` (a plain join by name key) are firm_ids, None where they abstain.
    """

    label: EmployerLabel
    answer: str | None
    exact_answer: str | None
    tier: str
    probability: float
    nearest: str | None
    reasons: str
    runner_up: str


def employer_outcomes(
    registrations: Sequence[Registration], labels: Sequence[EmployerLabel]
) -> list[Outcome]:
    """The answers to the labels against a database of these registrations only."""
    with TemporaryDirectory() as folder:
        engine = resolved_database(Path(folder), registrations, labels)
        found = {row[0]: row[1:] for row in engine.execute(_ANSWERS).fetchall()}
        exact = dict(engine.execute(_EXACT).fetchall())
    firms = {"uei:" + row.uei: row.firm_id for row in registrations}
    return [
        _outcome(label, found.get(label.label_id), exact.get(label.label_id), firms)
        for label in labels
    ]


def _outcome(
    label: EmployerLabel,
    found: tuple[Any, ...] | None,
    exact: str | None,
    firms: dict[str, str],
) -> Outcome:
    """A label's answer in the words of the labels."""
    entity, tier, probability, nearest, reasons, runner_up = found or (
        None,
        "none",
        0,
        None,
        "",
        "",
    )
    return Outcome(
        label=label,
        answer=firms.get(entity),
        exact_answer=firms.get(exact or ""),
        tier=tier,
        probability=probability,
        nearest=firms.get(nearest),
        reasons=reasons or "",
        runner_up=runner_up or "",
    )


def resolved_database(
    folder: Path,
    registrations: Sequence[Registration],
    labels: Sequence[EmployerLabel],
    wanted: str = "entities.employer_match",
    weights: str | None = None,
) -> duckdb.DuckDBPyConnection:
    """A database in memory in which the labels' employers are resolved, as far as `wanted`.

    `weights` is SQL that changes seeds.match_weight before anything is weighed.
    """
    engine = duckdb.connect()
    prepare(engine, Settings(data=folder))
    register_frame(engine, "label", label_frame(labels))
    if weights:
        engine.execute(weights)
    for model in needed_models(wanted):
        run_model(engine, model)
        if model.table == ACTIONS:
            _insert_actions(engine, registrations)
        if model.table == "entities.mention":
            engine.execute(
                "insert into entities.mention (mention_id, name, state_code) select "
                "md5_number(concat_ws('|', employer, coalesce(state_code, ''))), employer, "
                "state_code from label group by employer, state_code"
            )
    return engine


def _insert_actions(
    engine: duckdb.DuckDBPyConnection, registrations: Sequence[Registration]
) -> None:
    """The registrations' awards, in the columns of the staging model."""
    kinds = {row[0]: row[1] for row in engine.execute(f"describe {ACTIONS}").fetchall()}
    rows = action_rows(registrations)
    listed = ", ".join(f'"{name}"' for name in rows.columns)
    values = ", ".join(f'"{name}"::{kinds[name]}' for name in rows.columns)
    engine.register("given_rows", rows)
    engine.execute(f"insert into {ACTIONS} ({listed}) select {values} from given_rows")


def register_frame(engine: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    """A frame as a table of that name."""
    engine.register("frame", frame)
    engine.execute(f"create table {name} as select * from frame")
    engine.unregister("frame")


def label_frame(labels: Sequence[EmployerLabel]) -> pd.DataFrame:
    """One row per label."""
    return pd.DataFrame(
        {
            "label_id": [label.label_id for label in labels],
            "employer": [label.employer for label in labels],
            "state_code": pd.array([label.state_code or None for label in labels], dtype="string"),
            "label_date": [label.date for label in labels],
        }
    )


def action_rows(registrations: Sequence[Registration]) -> pd.DataFrame:
    """Two actions of each registration under each of its names, as an award would state them."""
    rows: list[dict[str, Any]] = []
    for place, row in enumerate(registrations):
        for first, last, name, dba in _spells(row):
            for day in (first, last):
                rows.append(
                    {
                        "record_id": f"usaspending:{place}-{len(rows)}",
                        "recipient_uei": row.uei,
                        "recipient_name": name,
                        "recipient_reported_name": name,
                        "recipient_dba_name": dba,
                        "recipient_city_name": row.city_name or None,
                        "recipient_state_code": row.state_code or None,
                        "parent_uei": row.parent_uei or None,
                        "parent_name": row.parent_name or None,
                        "parent_reported_name": row.parent_name or None,
                        "action_date": day,
                        "is_undisclosed": False,
                    }
                )
    return pd.DataFrame(rows)


def _spells(row: Registration) -> list[tuple[date, date, str, str | None]]:
    """First day, last day, name and doing-business-as name of each spell of a registration."""
    dba = next((other.name for other in row.other_names if other.kind == "dba"), None)
    spells = []
    first = row.first_date
    former = sorted(
        (other for other in row.other_names if other.last_date), key=lambda other: other.last_date
    )
    for other in former:
        spells.append((min(first, other.last_date), other.last_date, other.name, dba))
        first = max(first, other.last_date)
    spells.append((first, max(first, row.last_date), row.name, dba))
    return spells


_ANSWERS = """
select
    label.label_id,
    arg_max(found.organization_id, found.from_date),
    arg_max(found.tier, found.from_date),
    arg_max(found.probability, found.from_date),
    arg_max(best.cluster_id, found.from_date),
    arg_max(found.reasons, found.from_date),
    arg_max(found.runner_up, found.from_date)
from label
inner join entities.employer_match as found
    on
        trim(label.employer) = found.employer
        and label.state_code is not distinct from found.state_code
        and label.label_date >= found.from_date
        and (found.until_date is null or label.label_date < found.until_date)
left join entities.match as best
    on found.mention_id = best.mention_id and best.rank = 1
group by label.label_id
"""

# what anyone would try first: names without legal forms, joined where only one firm has them
_EXACT = """
select
    label.label_id,
    min(firm.cluster_id)
from label
inner join entities.name_key as key on trim(label.employer) = key.name
inner join entities.organization_key as firm on key.name_key = firm.name_key
group by label.label_id
having count(distinct firm.cluster_id) = 1
"""


def person_answers(rows: Sequence[PersonRow]) -> dict[str, str]:
    """The person that each row is given to, by row_id: an entity_id of the database."""
    with TemporaryDirectory() as folder:
        engine = person_database(Path(folder), rows)
        found = engine.execute(
            "select row.row_id, contributor.entity_id from row inner join "
            "entities.contributor as contributor on row.key = contributor.contributor_key"
        ).fetchall()
    return dict(found)


def person_database(folder: Path, rows: Sequence[PersonRow]) -> duckdb.DuckDBPyConnection:
    """A database in memory in which the rows' contributors are joined to people."""
    engine = duckdb.connect()
    prepare(engine, Settings(data=folder))
    register_frame(engine, "row", person_frame(rows))
    for model in needed_models("entities.contributor"):
        run_model(engine, model)
        if model.table == "entities.contribution":
            engine.execute(_CONTRIBUTIONS)
    return engine


def person_frame(rows: Sequence[PersonRow]) -> pd.DataFrame:
    """One row per appearance, as entities.contribution would state it; blanks are nulls."""
    frame = pd.DataFrame([vars(row) for row in rows])
    for column in ("city_name", "state_code", "zip_code", "employer", "occupation"):
        frame[column] = frame[column].where(frame[column] != "", None)
    return frame[
        ["row_id", "name", "city_name", "state_code", "zip_code", "employer", "occupation", "date"]
    ]


_CONTRIBUTIONS = """
alter table row add column key uhugeint;
update row set key = md5_number(concat_ws(
    '|', name, state_code, left(zip_code, 5), coalesce(employer, ''), coalesce(occupation, '')
));
insert into entities.contribution (
    record_id, name, city_name, state_code, zip5_code, employer, occupation, transaction_date,
    entity_type_code, is_named_giver, role, contributor_key
)
select
    row_id, name, city_name, state_code, left(zip_code, 5), employer, occupation, date,
    'IND', true, 'receipt', key
from row;
"""
