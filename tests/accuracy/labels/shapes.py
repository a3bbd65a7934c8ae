"""Shapes of firm names: coined words, surnames, initials, places, research bodies, long names."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import product

from tests.accuracy.labels import words
from tests.accuracy.labels.naming import coined_surnames, coined_words

COINED_COUNT = 720
SURNAME_COUNT = 540
LATER_COUNTS = (130, 110)


@dataclass(frozen=True)
class FirmName:
    """A name without its legal form, the form, and the shape it was made by."""

    core: str
    legal: str
    shape: str
    leading_the: bool = False

    @property
    def written(self) -> str:
        """The whole name, with the comma that most such names have before INC. or LLC."""
        comma = "," if self.legal in ("INC.", "LLC", "L.L.C.", "LLP") else ""
        start = "THE " if self.leading_the else ""
        return f"{start}{self.core}{comma} {self.legal}".strip() if self.legal else self.core


class NameMaker:
    """Makes names of each shape from words that no two firms share, unless a shape says so.

    Coined words and surnames are unlike the words taken.
    """

    def __init__(self, rng: random.Random, taken: Collection[str] = ()) -> None:
        self.rng = rng
        counts = (COINED_COUNT, SURNAME_COUNT) if not taken else LATER_COUNTS
        self._coined = iter(coined_words(rng, counts[0], taken))
        self._surnames = iter(coined_surnames(rng, counts[1], taken))
        self._initials = self._shuffled(map("".join, product("BCDFGHKLMNPRTVWX", repeat=3)))
        self._trades = self._shuffled(
            map(" ".join, product(words.TRADE_STARTS, words.TRADE_MIDDLES, words.TRADE_ENDS))
        )
        self._generics = self._shuffled(
            map(" ".join, product(words.GENERIC, words.GENERIC_MIDDLES, words.GENERIC_ENDS))
        )
        self._places = self._shuffled(map(" ".join, product(words.PLACE_WORDS, words.PLACE_TRADES)))
        self._research = self._shuffled(self._research_names())

    def _shuffled(self, names: Iterator[str]) -> Iterator[str]:
        made = list(names)
        self.rng.shuffle(made)
        return iter(made)

    def _research_names(self) -> Iterator[str]:
        for form, place, subject in product(
            words.RESEARCH_FORMS, words.PLACE_WORDS, words.RESEARCH_SUBJECTS
        ):
            yield form.format(place=place, subject=subject, generic=self.rng.choice(words.GENERIC))

    def coined_word(self) -> str:
        """A coined word that no other firm has."""
        return next(self._coined)

    def surname(self) -> str:
        """A surname that no other firm has."""
        return next(self._surnames)

    def _legal(self) -> str:
        return self.rng.choice(words.LEGAL_FORMS)

    def coined(self) -> FirmName:
        """VANTREL AEROSPACE CORPORATION, or VANTREL, INC."""
        word, field = self.coined_word(), self.rng.choice(words.FIELDS)
        core = word if self.rng.random() < 0.1 else f"{word} {field}"
        return FirmName(core, self._legal(), "coined")

    def long(self) -> FirmName:
        """A name that an employer field of 38 characters cannot hold."""
        core = f"{self.coined_word()} {self.rng.choice(words.LONG_FIELDS)}"
        return FirmName(core, self.rng.choice(words.LONG_LEGAL_FORMS), "long")

    def surname_pair(self) -> FirmName:
        """HALVORSEN PIKE & COMPANY, HALVORSEN-PIKE ENGINEERING, HALVORSEN & PIKE, INC."""
        one, two, field = self.surname(), self.surname(), self.rng.choice(words.FIELDS)
        core, legal = self.rng.choice(
            (
                (f"{one} {two} &", "COMPANY"),
                (f"{one}, {two} & ASSOCIATES", "INC."),
                (f"{one}-{two} {field}", self._legal()),
                (f"{one} & {two}", "INC."),
                (f"{one} AND {two} {field}", "LLC"),
                (f"{one} {two}", "LLP"),
            )
        )
        return FirmName(core, legal, "surname_pair")

    def one_surname(self) -> FirmName:
        """THE BOLTEN COMPANY, A.B. KETTERING & SONS, INC., KETTERING BROTHERS MARINE CO."""
        name, field = self.surname(), self.rng.choice(words.FIELDS)
        one, two = self.rng.choices("ABCDEFGHJLMRTW", k=2)
        kind = self.rng.randrange(5)
        if kind == 0:
            return FirmName(name, "COMPANY", "surname", leading_the=True)
        cores = (
            f"{one}.{two}. {name} & SONS",
            f"{name} {field}",
            f"{name} BROTHERS {field}",
            f"{one}. {name} CONSTRUCTION",
        )
        return FirmName(cores[kind - 1], self._legal(), "surname")

    def initials(self) -> FirmName:
        """KRT SYSTEMS LLC."""
        core = f"{next(self._initials)} {self.rng.choice(words.FIELDS)}"
        return FirmName(core, self._legal(), "initials")

    def trade(self) -> FirmName:
        """A descriptive name: CRYOGENIC VALVE SPECIALISTS INC."""
        return FirmName(next(self._trades), self._legal(), "trade")

    def generic(self) -> FirmName:
        """Words that hundreds of firms use: NATIONAL ENGINEERING SOLUTIONS LLC."""
        return FirmName(next(self._generics), self._legal(), "generic")

    def place(self) -> FirmName:
        """CALDERA VALLEY TOOL & DIE INC."""
        core = next(self._places)
        legal = "" if core.endswith("COMPANY") else self._legal()
        return FirmName(core, legal, "place")

    def research(self) -> FirmName:
        """Four words or more, known by their first letters."""
        return FirmName(next(self._research), self.rng.choice(("", "INC")), "research")

    def university(self) -> FirmName:
        """HALVORSEN STATE UNIVERSITY."""
        name = self.surname()
        forms = (
            f"{name} STATE UNIVERSITY",
            f"UNIVERSITY OF {name}",
            f"{name} INSTITUTE OF TECHNOLOGY",
            f"TRUSTEES OF {name} UNIVERSITY",
        )
        return FirmName(self.rng.choice(forms), "", "university")

    def hospital(self) -> FirmName:
        """KETTERING MEMORIAL HOSPITAL."""
        forms = ("MEMORIAL HOSPITAL", "REGIONAL HOSPITAL", "UNIVERSITY HOSPITAL")
        return FirmName(f"{self.surname()} {self.rng.choice(forms)}", "", "hospital")

    def any(self) -> FirmName:
        """A name of some shape, coined words the most frequent."""
        makers: dict[Callable[[], FirmName], int] = {
            self.coined: 36,
            self.surname_pair: 10,
            self.one_surname: 13,
            self.initials: 8,
            self.trade: 10,
            self.generic: 7,
            self.place: 6,
            self.university: 3,
            self.hospital: 3,
        }
        return self.rng.choices(list(makers), list(makers.values()))[0]()
