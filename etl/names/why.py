"""Why two names are, or are not, taken as one: each comparison with its weight, added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from etl.common.settings import Settings, ThroughlineError
from etl.names.resolve import Name, resolver

FIRM = ("prior", "name", "extra", "missing", "rarity", "place", "form", "use")
PERSON = ("prior", "last", "first", "middle", "suffix", "place", "employer", "occupation", "rarity")


@dataclass(frozen=True)
class Step:
    """One comparison: what it found, its weight in bits, and the sum so far."""

    comparison: str
    level: str
    meaning: str
    weight: float
    total: float


@dataclass(frozen=True)
class Waterfall:
    """A pair opened: `probability` is among all candidates of the left name.

    `steps` is empty where the two were never compared; `note` then says why.
    """

    left: str
    right: str
    steps: tuple[Step, ...]
    probability: float | None
    verdict: str | None
    note: str


def why_firm(settings: Settings, left: str, right: str, state: str | None = None) -> Waterfall:
    """A name as written beside a firm: its UEI, its id, or one of its names.

    Raises ThroughlineError when the database holds no firm that `right` names.
    """
    names = [Name(left, state), Name(right)]
    with resolver(settings, names) as engine:
        firms = _firms(engine, right)
        if not firms:
            raise ThroughlineError(
                f"no firm {right!r} in the database: give a UEI or a name as an award has it"
            )
        found = _rows(
            engine,
            "select * from entities.match where name = trim(?) and state_code is not distinct "
            "from ? and list_contains(?, cluster_id) order by rank limit 1",
            [left, state, firms],
        )
        if not found:
            return Waterfall(left, right, (), None, None, _not_kept(engine, left, firms))
        row = found[0]
        steps = _steps(engine, row, FIRM, "")
    note = f"rank {row['rank']} among the candidates of this name"
    title = f"{row['firm_name']} ({row['cluster_id']})"
    return Waterfall(left, title, steps, row["probability"], row["verdict"], note)


def why_person(engine: duckdb.DuckDBPyConnection, left: str, right: str) -> Waterfall:
    """Two people's names as published: the pair of their appearances that agrees best.

    Raises ThroughlineError when a name is not in the records as it is written.
    """
    for name in (left, right):
        if not _rows(
            engine, "select 1 as found from entities.person_record where name = ?", [name]
        ):
            raise ThroughlineError(
                f"no person is listed as {name!r}: write the name as the record has it, LAST, FIRST"
            )
    found = _rows(
        engine,
        "select * from entities.person_match where (left_name = $1 and right_name = $2) "
        "or (left_name = $2 and right_name = $1) order by weight desc limit 1",
        [left, right],
    )
    if not found:
        note = "no two of their appearances share a ZIP code, a city or an employer"
        return Waterfall(left, right, (), None, None, note)
    row = found[0]
    steps = _steps(engine, row, PERSON, "person_")
    note = "the pair of appearances that agrees best"
    return Waterfall(left, right, steps, row["probability"], row["verdict"], note)


def _firms(engine: duckdb.DuckDBPyConnection, text: str) -> list[str]:
    """The firms that a UEI, an id or a name stands for."""
    rows = engine.execute(
        "select cluster_id from built.entities.organization_cluster "
        "where organization_id in ('uei:' || upper(trim($1)), trim($1)) "
        "union select firm.cluster_id from entities.name_key as key "
        "inner join entities.organization_key as firm on key.name_key = firm.name_key "
        "where key.name = trim($1)",
        [text],
    ).fetchall()
    return [row[0] for row in rows]


def _not_kept(engine: duckdb.DuckDBPyConnection, left: str, firms: list[str]) -> str:
    """Why a name and a firm are no candidate pair, or none that was kept."""
    paired = engine.execute(
        "select 1 from entities.name_pair as pair inner join entities.name_key as key "
        "on pair.name_key = key.name_key inner join entities.organization_key as firm "
        "on pair.firm_key = firm.name_key where key.name = trim(?) "
        "and list_contains(?, firm.cluster_id) limit 1",
        [left, firms],
    ).fetchone()
    if paired:
        return "compared and not kept: too little agrees, or five other firms are likelier"
    idle = engine.execute(
        "select any_value(listed.reason) from entities.name_key as key "
        "inner join seeds.non_employer as listed on key.name_key = listed.employer "
        "where key.name = trim(?)",
        [left],
    ).fetchone()
    if idle and idle[0]:
        return f"never compared: {left!r} is {idle[0]}"
    return (
        "never compared: the two share no letters, no initials and not the most telling word, "
        "or the name says that one does not work there"
    )


def _steps(
    engine: duckdb.DuckDBPyConnection,
    row: dict[str, Any],
    comparisons: tuple[str, ...],
    prefix: str,
) -> tuple[Step, ...]:
    """The comparisons of a row in order, with what each level means."""
    meanings = {
        (comparison, level): meaning
        for comparison, level, meaning in engine.execute(
            "select comparison, level, meaning from seeds.match_weight"
        ).fetchall()
    }
    steps: list[Step] = []
    total = 0.0
    for comparison in comparisons:
        level = str(row.get(f"{comparison}_level", "pair"))
        weight = float(str(row[f"{comparison}_weight"]))
        total = round(total + weight, 2)
        meaning = meanings[(prefix + comparison, level)]
        steps.append(Step(comparison, level, meaning, weight, total))
    return tuple(steps)


def _rows(
    engine: duckdb.DuckDBPyConnection, sql: str, values: list[object]
) -> list[dict[str, Any]]:
    """Rows as dictionaries."""
    found = engine.execute(sql, values)
    titles = [column[0] for column in found.description or []]
    return [dict(zip(titles, row, strict=True)) for row in found.fetchall()]
