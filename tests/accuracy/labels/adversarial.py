"""The hand-written cases: registrations, employers and contributors chosen to be hard."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.accuracy.labels.contractors import OtherName, Registration
from tests.accuracy.labels.employers import EmployerLabel
from tests.accuracy.labels.persons import PersonRow

FOLDER = Path(__file__).parent


def adversarial_contractors() -> list[Registration]:
    """Registrations; a UEI has one row for each of its parents in time."""
    return [
        Registration(
            uei=row["uei"],
            name=row["name"],
            state_code=row["state_code"],
            city_name=row["city_name"],
            parent_uei=row["parent_uei"],
            parent_name=row["parent_name"],
            first_date=date.fromisoformat(row["first_date"]),
            last_date=date.fromisoformat(row["last_date"]),
            other_names=_other_names(row["other_names"]),
            firm_id=row["firm_id"],
        )
        for row in _rows("adversarial_contractors.csv")
    ]


def adversarial_employers() -> list[EmployerLabel]:
    """Employers with the firm that each names on its date."""
    return [
        EmployerLabel(
            label_id=row["label_id"],
            employer=row["employer"],
            state_code=row["state_code"],
            city_name=row["city_name"],
            occupation=row["occupation"],
            date=date.fromisoformat(row["date"]),
            firm_id=row["firm_id"] or None,
            trap=row["trap"],
            owner=row["owner"] or None,
        )
        for row in _rows("adversarial_employers.csv")
    ]


def adversarial_people() -> list[PersonRow]:
    """Contributors; rows of one case stand together."""
    return [
        PersonRow(**row | {"date": date.fromisoformat(row["date"])})  # type: ignore[arg-type]
        for row in _rows("adversarial_people.csv")
    ]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _other_names(cell: str) -> tuple[OtherName, ...]:
    """`dba|NAME; former|NAME|2015-01-31` as names."""
    found = []
    for text in cell.split("; ") if cell else ():
        kind, name, *until = text.split("|")
        found.append(OtherName(name, kind, date.fromisoformat(until[0]) if until else None))
    return tuple(found)
