"""Names of an origin, drawn as often as they come, and the ways in which they are written."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from tests.accuracy.labels import person_words, words
from tests.accuracy.labels.naming import coined_words
from tests.accuracy.labels.persons import Person

FOLDER = Path(__file__).parent
LARGE = ("BOEING", "LOCKHEED MARTIN", "KAISER PERMANENTE", "US ARMY", "STATE OF CALIFORNIA")
FOLDS = ("tuned", "held")
Names = dict[str, dict[str, int]]


@cache
def names(fold: str) -> dict[str, Names]:
    """By origin and kind, each name of a fold with its weight: every second name is held out.

    Weights of surnames are the root of their bearers in 100,000 of the census of 2010, as a list
    of thirty stands for hundreds; those of given names order them only.
    """
    found: dict[str, Names] = defaultdict(lambda: defaultdict(dict))
    places: dict[tuple[str, str], int] = defaultdict(int)
    for row in _rows("names.csv"):
        key = (row["origin"], row["kind"])
        if FOLDS[places[key] % 2] == fold:
            found[key[0]][key[1]][row["name"]] = round(10 * int(row["weight"]) ** 0.5)
        places[key] += 1
    return {origin: dict(kinds) for origin, kinds in found.items()}


@cache
def variants(kind: str) -> dict[str, tuple[str, ...]]:
    """Other spellings and short forms of a surname, or of a given name."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in _rows("variants.csv"):
        if row["kind"] == kind:
            found[row["name"]] += (row["variant"],)
    return dict(found)


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class OriginPeople:
    """Draws people of one origin, each in a ZIP code of their own."""

    def __init__(self, rng: random.Random, origin: str, fold: str, first_zip: int) -> None:
        self.rng = rng
        self.origin = origin
        self._names = names(fold)[origin]
        self._zips = count(first_zip)
        self._ids = count(1)
        self._employers = [f"{word} {rng.choice(words.FIELDS)}" for word in coined_words(rng, 200)]

    def new_id(self) -> str:
        return f"{self.origin}-{next(self._ids):05d}"

    def drawn(self, kind: str) -> str:
        """A name as often as it comes."""
        weighted = self._names[kind]
        return self.rng.choices(list(weighted), list(weighted.values()))[0]

    def given(self) -> str:
        return self.drawn(self.rng.choice(("man", "woman")))

    def home(self) -> tuple[str, str, str]:
        state, city, _ = self.rng.choice(words.CITIES)
        return state, city, f"{next(self._zips):05d}"

    def far_home(self, home: tuple[str, str, str]) -> tuple[str, str, str]:
        """A home in another city."""
        found = self.home()
        while found[1] == home[1]:
            found = self.home()
        return found

    def job(self) -> dict[str, str]:
        jobs = person_words.JOBS
        return {"employer": self.rng.choice(self._employers), "occupation": self.rng.choice(jobs)}

    def other_job(self, person: Person) -> dict[str, str]:
        """Another employer and another occupation."""
        found = self.job()
        while found["occupation"] == person.occupation or found["employer"] == person.employer:
            found = self.job()
        return found

    def person(self, **given: Any) -> Person:
        """Somebody; values not given are drawn."""
        drawn: dict[str, Any] = {
            "person_id": self.new_id(),
            "last": self.drawn("surname"),
            "first": self.given(),
            "middle": "",
            "suffix": "",
            "home": self.home(),
            "plus_four": "0001",
            **self.job(),
        }
        return Person(**{**drawn, **given})

    def middle(self, person: Person) -> Person:
        """The person with a middle name."""
        kind = "man" if person.first in self._names["man"] else "woman"
        names_of_kind = [name for name in self._names[kind] if name != person.first]
        return person.but(middle=self.rng.choice(names_of_kind).split()[0])
