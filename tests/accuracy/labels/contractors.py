"""A register of invented contractors, with the firm that each registration belongs to."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.accuracy.labels import words
from tests.accuracy.labels.naming import GSA_SUFFIX
from tests.accuracy.labels.shapes import FirmName, NameMaker

FIRST_DATE, LAST_DATE = date(2008, 10, 1), date(2025, 9, 30)
OLD_NAME_LENGTH = 30
# fewer cannot hold every shape of name; there are not words enough for more
LEAST_COUNT, MOST_COUNT = 600, 1700
PARENT_COUNT = 40


@dataclass(frozen=True)
class OtherName:
    """Another name of a registration: `dba` all along, or `former` or `cut` until a date."""

    name: str
    kind: str
    last_date: date | None = None

    def __str__(self) -> str:
        """One cell: `former|OLD NAME|2015-01-31`."""
        return f"{self.kind}|{self.name}|{self.last_date or ''}".rstrip("|")


@dataclass(frozen=True)
class Registration:
    """One UEI under one parent, from one date to another; a new parent begins a new row.

    `firm_id` is the truth: registrations of one firm share it. `shape` tells how the name was made.
    """

    uei: str
    name: str
    state_code: str
    city_name: str
    parent_uei: str
    parent_name: str
    first_date: date
    last_date: date
    other_names: tuple[OtherName, ...]
    firm_id: str
    shape: str = "written"


def register(seed: int, count: int = 1500) -> list[Registration]:
    """Exactly `count` registrations; the same seed gives the same ones.

    Raises ValueError when `count` is too small to hold every shape of name, or too large.
    """
    if not LEAST_COUNT <= count <= MOST_COUNT:
        raise ValueError(f"{count} registrations: ask for {LEAST_COUNT} to {MOST_COUNT}")
    return _Register(random.Random(seed)).filled(count)


def any_uei(rng: random.Random) -> str:
    """Twelve letters and digits, none of them O or I."""
    return rng.choice("ABCDEFGHJK") + "".join(
        rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ123456789", k=11)
    )


def any_date(rng: random.Random, first: date, last: date) -> date:
    """A date from the first to the last, both included."""
    return first + timedelta(rng.randint(0, (last - first).days))


class _Register:
    """Registrations so far; firms that others belong to come first."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.names = NameMaker(rng)
        self.rows: list[Registration] = []
        self.parents: list[Registration] = []
        self.firm_count = 0

    def filled(self, count: int) -> list[Registration]:
        for _ in range(PARENT_COUNT):
            self.parents.append(self._firm(self.names.coined()))
        for name, state_code in self._fixed_names():
            self._firm(name, state_code)
        while len(self.rows) < count:
            self._firm(self.names.any())
        return self.rows[:count]

    def _fixed_names(self) -> Iterator[tuple[FirmName, str | None]]:
        """Names that every register holds, whatever its length, some with a state."""
        for core in words.COMMON_NAMES:
            states = self.rng.sample(sorted({city[0] for city in words.CITIES}), 3)
            for state_code in states[: self.rng.choice((2, 2, 3))]:
                yield FirmName(core, self.rng.choice(words.LEGAL_FORMS), "common"), state_code
        for core, _, _ in words.ONE_LETTER:
            yield FirmName(core, self.rng.choice(words.LEGAL_FORMS), "one_letter"), None
        for _ in range(40):
            yield self.names.long(), None
        for _ in range(60):
            yield self.names.research(), None
        for field, _ in words.ALIEN_FIELDS:
            word = self.names.coined_word()
            yield FirmName(f"{word} {self.rng.choice(words.FIELDS)}", "INC", "twin"), None
            yield FirmName(f"{word} {field}", "LLC", "twin"), None

    def _firm(self, name: FirmName, state_code: str | None = None) -> Registration:
        """Add a firm of one to four registrations; gives the first."""
        self.firm_count += 1
        first = self._first_registration(name, state_code)
        rows = [first]
        if name.shape not in ("common", "generic", "twin"):
            more = self.rng.choices((0, 1, 2, 3), (70, 18, 8, 4))[0]
            rows += [self._again(name, first) for _ in range(more)]
        drawn = self.rng.random()
        for row in rows:
            self.rows += self._with_parents(row, drawn)
        return first

    def _first_registration(self, name: FirmName, state_code: str | None) -> Registration:
        cities = [city for city in words.CITIES if state_code in (None, city[0])]
        state, city, _ = self.rng.choice(cities)
        uei = any_uei(self.rng)
        first_date = any_date(self.rng, FIRST_DATE, date(2016, 12, 31))
        return Registration(
            uei=uei,
            name=name.written,
            state_code=state,
            city_name=city,
            parent_uei=uei,
            parent_name=name.written,
            first_date=first_date,
            last_date=any_date(self.rng, date(2022, 1, 1), LAST_DATE),
            other_names=self._other_names(name, first_date),
            firm_id=f"firm-{self.firm_count:04d}",
            shape=name.shape,
        )

    def _other_names(self, name: FirmName, first_date: date) -> tuple[OtherName, ...]:
        """A trade name, a former name, or a name cut as it stood in older records."""
        if name.shape in ("common", "generic", "one_letter", "twin"):
            return ()
        found = []
        changed = any_date(self.rng, first_date + timedelta(400), date(2021, 6, 30))
        if self.rng.random() < 0.14:
            field = self.rng.choice(words.FIELDS)
            found.append(OtherName(f"{self.names.coined_word()} {field}", "dba"))
        if self.rng.random() < 0.12:
            found.append(OtherName(self._former_name(), "former", changed))
        elif len(name.written) > OLD_NAME_LENGTH and self.rng.random() < 0.6:
            cut = name.written[:OLD_NAME_LENGTH].strip()
            found.append(OtherName(cut, "cut", changed))
        return tuple(found)

    def _former_name(self) -> str:
        start = self.rng.choice((self.names.coined_word, self.names.surname))()
        return f"{start} {self.rng.choice(words.FIELDS)} {self.rng.choice(words.LEGAL_FORMS)}"

    def _again(self, name: FirmName, first: Registration) -> Registration:
        """The firm's name once more, nearly the same, at another place or not."""
        state, city, _ = self.rng.choice(words.CITIES)
        if self.rng.random() < 0.4:
            state, city = first.state_code, first.city_name
        return replace(
            first,
            uei=any_uei(self.rng),
            name=self._nearly(name),
            state_code=state,
            city_name=city,
            first_date=any_date(self.rng, FIRST_DATE, date(2018, 12, 31)),
            last_date=any_date(self.rng, date(2022, 1, 1), LAST_DATE),
            other_names=(),
        )

    def _nearly(self, name: FirmName) -> str:
        """The name with another legal form, without punctuation, cut, marked or with a branch."""
        kinds = ["legal", "bare", "suffix", "same"]
        kinds += ["cut"] if len(name.written) > OLD_NAME_LENGTH else []
        kinds += ["branch"] if name.shape == "coined" else []
        written = {
            "legal": replace(name, legal=self.rng.choice(words.LEGAL_FORMS)).written,
            "bare": name.written.replace(",", "").replace(".", "").replace("-", " "),
            "suffix": name.written + GSA_SUFFIX,
            "same": name.written,
            "cut": name.written[:OLD_NAME_LENGTH].strip(),
            "branch": f"{name.core} {self.rng.choice(('FEDERAL', 'INTERNATIONAL'))} LLC",
        }
        return written[self.rng.choice(kinds)]

    def _with_parents(self, row: Registration, drawn: float) -> list[Registration]:
        """The registration under its parents in turn: itself, one parent, or two one by one."""
        if row.shape != "coined" or len(self.parents) < PARENT_COUNT or drawn > 0.45:
            return [row]
        old, new = (self._parent(row.firm_id, place) for place in (0, 1))
        if drawn < 0.2:
            return [_under(row, new)]
        changed = self._change_date(row.firm_id)
        before = row if drawn < 0.33 else _under(row, old)
        if row.first_date >= changed:
            return [_under(row, new)]
        return [
            replace(before, last_date=changed - timedelta(1)),
            replace(_under(row, new), first_date=changed),
        ]

    def _parent(self, firm_id: str, place: int) -> Registration:
        """One of the two parents that a firm can have, the same for all its registrations."""
        number = int(firm_id.removeprefix("firm-")) * 7 + place * 3
        return self.parents[number % PARENT_COUNT]

    def _change_date(self, firm_id: str) -> date:
        number = int(firm_id.removeprefix("firm-"))
        return date(2013, 1, 1) + timedelta(number * 37 % 2900)


def _under(row: Registration, parent: Registration) -> Registration:
    return replace(row, parent_uei=parent.uei, parent_name=parent.name)
