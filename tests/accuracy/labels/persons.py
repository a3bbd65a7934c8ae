"""Invented people, and the rows in which they appear as contributors."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from tests.accuracy.labels import person_words as names
from tests.accuracy.labels import words
from tests.accuracy.labels.contractors import FIRST_DATE, LAST_DATE, any_date
from tests.accuracy.labels.naming import coined_surnames, coined_words

Home = tuple[str, str, str]
RARE_SHARE = 0.45


@dataclass(frozen=True)
class PersonRow:
    """One contributor as filed; rows of one `person_id` are one person or trust.

    Rows of one `case_id` were made together, to show a trap.
    """

    row_id: str
    name: str
    city_name: str
    state_code: str
    zip_code: str
    employer: str
    occupation: str
    date: date
    person_id: str
    trap: str
    case_id: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody with a home, an address within its ZIP, and a job."""

    person_id: str
    last: str
    first: str
    middle: str
    suffix: str
    home: Home
    plus_four: str
    employer: str
    occupation: str

    @property
    def name(self) -> str:
        return filed_name(self.last, self.first, self.middle, self.suffix)

    def but(self, **changed: Any) -> Person:
        """The same person with some values changed."""
        return replace(self, **changed)


def filed_name(last: str, first: str, *others: str) -> str:
    """`LAST, FIRST MIDDLE SUFFIX`, empty parts left out."""
    return f"{last}, {' '.join(part for part in (first, *others) if part)}"


def _drawn(rng: random.Random, weighted: dict[str, int]) -> str:
    return rng.choices(list(weighted), list(weighted.values()))[0]


class People:
    """Draws people; ids run on through one population."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._ids = count(1)
        surnames = coined_surnames(rng, 420)
        self._rare = dict(zip(surnames, range(9, 429), strict=True))
        self._unused = iter(surnames)
        starts = [*coined_words(rng, 120), *coined_surnames(rng, 100)]
        self.employers = [f"{start} {rng.choice(words.FIELDS)}" for start in starts]

    def new_id(self) -> str:
        return f"person-{next(self._ids):04d}"

    def common_last(self) -> str:
        return _drawn(self.rng, names.COMMON_SURNAMES)

    def rare_last(self) -> str:
        """A rare surname; two people may have it."""
        return _drawn(self.rng, self._rare)

    def first(self) -> str:
        return _drawn(self.rng, names.GIVEN_NAMES)

    def middle(self, first: str) -> str:
        """A middle name that goes with the first."""
        middles = names.MENS_MIDDLES if first in names.MEN else names.WOMENS_MIDDLES
        return self.rng.choice([middle for middle in middles if middle != first])

    def job(self) -> dict[str, str]:
        """An employer whose name is its own, and an occupation."""
        return {
            "employer": self.rng.choice(self.employers),
            "occupation": self.rng.choice(names.JOBS),
        }

    def home(self) -> Home:
        state, city, zip_code = self.rng.choice(words.CITIES)
        return state, city, f"{int(zip_code) + self.rng.randrange(10):05d}"

    def plus_four(self) -> str:
        return f"{self.rng.randrange(1, 10_000):04d}"

    def person(self, **given: Any) -> Person:
        """Somebody; values not given are drawn."""
        is_rare = self.rng.random() < RARE_SHARE
        first = given.get("first") or self.first()
        drawn: dict[str, Any] = {
            "person_id": self.new_id(),
            "last": self.rare_last() if is_rare else self.common_last(),
            "first": first,
            "middle": self.middle(first) if self.rng.random() < 0.5 else "",
            "suffix": "",
            "home": self.home(),
            "plus_four": self.plus_four(),
            **self.job(),
        }
        return Person(**{**drawn, **given})

    def full_person(self, **given: Any) -> Person:
        """Somebody whose middle name is known."""
        person = self.person(**given)
        return person.but(middle=self.middle(person.first))

    def row(self, person: Person, trap: str, name: str | None = None) -> PersonRow:
        """A row of the person, under another name when one is given."""
        state, city, zip_code = person.home
        is_long = self.rng.random() < 0.5
        return PersonRow(
            row_id="",
            name=name or person.name,
            city_name=city,
            state_code=state,
            zip_code=zip_code + person.plus_four if is_long else zip_code,
            employer=person.employer[:38],
            occupation=person.occupation,
            date=any_date(self.rng, FIRST_DATE, LAST_DATE),
            person_id=person.person_id,
            trap=trap,
        )

    def rows(self, person: Person, trap: str, *others: str) -> list[PersonRow]:
        """Rows of one person: under the own name once or twice, and under the others."""
        own = [person.name] * self.rng.choice((1, 1, 2))
        return [self.row(person, trap, name) for name in (*own, *others)]


def in_order(rows: list[PersonRow]) -> list[PersonRow]:
    """The rows with their dates dealt out anew, the earliest to the first."""
    days = sorted(row.date for row in rows)
    return [replace(row, date=day) for row, day in zip(rows, days, strict=True)]
