"""Names → firms, people, committees: each name asked as what it may be, with one answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from etl.common.database import query_rows
from etl.common.queries import read_query
from etl.common.settings import Settings
from etl.names.people import CHAIN as PEOPLE_CHAIN
from etl.names.people import find_people
from etl.names.resolve import CHAIN, Name, Resolution, read_answers, resolver

EMPLOYER = read_query("people/asked_employer")
KINDS = ("any", "firm", "person")
STRENGTH = {"certain": 3, "probable": 3, "possible": 1, "none": 0}
NO_FIRM = Resolution().reasons
NOBODY = Resolution(reasons="no person of the database has a name like it")


@dataclass(frozen=True)
class NameQuestion:
    """What names may be (KINDS), and a file of judgements for this run."""

    kind: str = "any"
    judgements: Path | None = None

    @property
    def step_count(self) -> int:
        """How many models are built for the answers."""
        return len(CHAIN) + (0 if self.kind == "firm" else len(PEOPLE_CHAIN))


def answer_names(
    settings: Settings,
    names: list[Name],
    question: NameQuestion,
    step: Callable[[str], None] = lambda table: None,
) -> list[Resolution]:
    """An answer for each name, in order; `step` is told of each model when it is built.

    Raises ThroughlineError as `resolve_names` does, and for a file of judgements that a build would
    refuse.
    """
    # The employers of people are names of firms, asked behind them.
    given = [place for place, name in enumerate(names) if name.employer]
    behind = [Name(names[place].employer or "", names[place].state_code, names[place].date)
              for place in given] if question.kind != "firm" else []  # fmt: skip
    with resolver(settings, [*names, *behind], step, question.judgements) as engine:
        firms = read_answers(engine, len(names))
        employers = {
            given[row["position"] - len(names)]: row
            for row in query_rows(engine, EMPLOYER)
            if row["position"] >= len(names)
        }
    if question.kind == "firm":
        return firms
    asked = [
        _asked(place, name, employers.get(place))
        for place, name in enumerate(names)
        if name.text.strip()
    ]
    people: dict[int, Resolution] = {}
    for row in find_people(settings, asked, question.judgements, step):
        place = row.pop("position")
        people[place] = Resolution(**row)
    if question.kind == "person":
        return [_person(firms[place], people.get(place, NOBODY)) for place in range(len(names))]
    return [
        _one(name.text, firms[place], people.get(place, NOBODY)) for place, name in enumerate(names)
    ]


def _asked(place: int, name: Name, employer: dict[str, Any] | None) -> dict[str, Any]:
    """A name as the people's models take it."""
    told = (name.state_code, name.zip5_code, name.city_name, name.employer)
    parts = (name.text.strip(), name.state_code, name.zip5_code, name.employer)
    return {
        "position": place,
        "name": name.text.strip(),
        "state_code": name.state_code,
        "zip5_code": name.zip5_code,
        "city_name": name.city_name,
        "employer_ref": employer["employer_ref"] if employer else None,
        "is_idle": bool(employer and employer["is_idle"]),
        "is_alone": not any(told),
        # As the records' appearances are written, the occupation left out.
        "contributor_ref": "contributor:" + "|".join(part or "" for part in parts),
    }


def _person(registered: Resolution, person: Resolution) -> Resolution:
    """The person; a candidate whose name a register states, where nobody else bears it."""
    if registered.entity_kind != "person" or STRENGTH[person.tier] == 3:
        return person
    others = [one for one in (person.runner_up or "").split("; ") if one]
    return registered if all(f"({registered.entity_id}" in one for one in others) else person


def _one(text: str, firm: Resolution, person: Resolution) -> Resolution:
    """One answer: what reads as LAST, FIRST is a person before a firm, all else a firm before.

    What the other one would have been is named behind the runner-up.
    """
    person = _person(firm, person)
    if firm.entity_kind == "person":
        return person if person.entity_id or person.runner_up else firm
    first, second = (person, firm) if "," in text else (firm, person)
    if STRENGTH[second.tier] > STRENGTH[first.tier]:
        first, second = second, first
    if STRENGTH[first.tier] == 0:
        # Neither is likely. RETIRED names nobody, whoever is called so.
        is_persons = "," in text or (firm.runner_up is None and firm.reasons == NO_FIRM)
        return person if is_persons and person.runner_up else firm
    named = (first.runner_up, _name(second) if STRENGTH[second.tier] else None)
    return replace(first, runner_up="; ".join(one for one in named if one) or None)


def _name(answer: Resolution) -> str | None:
    """An answer as a runner-up: whoever it names."""
    if answer.entity_id is None:
        return answer.runner_up
    return f"{answer.entity_name} ({answer.entity_id}, {round(answer.probability or 1, 2)})"
