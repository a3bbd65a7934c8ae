"""Labelled pairs of rows by the origin of the name: different people, and one person twice."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import cycle, islice

from tests.accuracy.labels.contractors import FIRST_DATE, LAST_DATE, any_date
from tests.accuracy.labels.origins.alike import ALIKE, Written
from tests.accuracy.labels.origins.names import OriginPeople, names
from tests.accuracy.labels.origins.variants import VARIANTS
from tests.accuracy.labels.persons import PersonRow

FIRST_ZIP, ZIPS_EACH = 10_001, 12_000


@dataclass(frozen=True)
class OriginPair:
    """Two rows of one case, whether they are one person, and the kind of case."""

    left: PersonRow
    right: PersonRow
    origin: str
    kind: str
    is_same: bool

    @property
    def rows(self) -> tuple[PersonRow, PersonRow]:
        return self.left, self.right


def origins() -> list[str]:
    """The origins of names, in order."""
    return sorted(names("held"))


def origin_pairs(seed: int, fold: str, count: int = 300) -> list[OriginPair]:
    """Of each origin `count` pairs of different people and as many of one person.

    The same seed gives the same ones; names are of one fold only.
    """
    found: list[OriginPair] = []
    for place, origin in enumerate(origins()):
        rng = random.Random(f"{seed}-{fold}-{origin}")
        people = OriginPeople(rng, origin, fold, FIRST_ZIP + place * ZIPS_EACH)
        for is_same, makers in ((False, ALIKE), (True, VARIANTS)):
            for number, kind in enumerate(islice(cycle(makers), count)):
                left, right = makers[kind](people)
                case = f"{origin}-{int(is_same)}-{number:04d}"
                rows = [_row(rng, one, case, side) for one, side in ((left, "a"), (right, "b"))]
                if _stated(rows[0]) != _stated(rows[1]):
                    found.append(OriginPair(rows[0], rows[1], origin, kind, is_same))
    return found


def _row(rng: random.Random, written: Written, case: str, side: str) -> PersonRow:
    person, name = written
    state, city, zip_code = person.home
    day = any_date(rng, FIRST_DATE, LAST_DATE)
    job = (person.employer[:38], person.occupation)
    return PersonRow(
        f"{case}-{side}", name, city, state, zip_code, *job, day, person.person_id, case, case
    )


def _stated(row: PersonRow) -> tuple[str, ...]:
    return (row.name, row.state_code, row.zip_code, row.employer, row.occupation)
