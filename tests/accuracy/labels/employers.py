"""Reported employers, each with the firm of the register that it truly names, or none."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from tests.accuracy.labels import words
from tests.accuracy.labels.contractors import FIRST_DATE, LAST_DATE, Registration, any_date
from tests.accuracy.labels.edits import EMPLOYER_LENGTH
from tests.accuracy.labels.firms import Firm, Known
from tests.accuracy.labels.naming import bare
from tests.accuracy.labels.negatives import NEGATIVES
from tests.accuracy.labels.positives import LOCAL, POSITIVES, Case, Draft, Maker
from tests.accuracy.labels.shapes import NameMaker

MOST_COUNT = 1400
# several firms have these names, or the place decides which is meant
SHARED_NAMES = ("common_name_own_state", "common_name_other_state", "ambiguous_common")


@dataclass(frozen=True)
class EmployerLabel:
    """An employer as filed; `firm_id` is the truth, None where no firm is meant for certain.

    `owner` is the name of the firm's parent on that date, where the firm has one.
    """

    label_id: str
    employer: str
    state_code: str
    city_name: str
    occupation: str
    date: date
    firm_id: str | None
    trap: str
    owner: str | None = None


def employer_labels(
    seed: int, registrations: Sequence[Registration], count: int = 900
) -> list[EmployerLabel]:
    """Exactly `count` labels, about 55 % of them naming a firm; the same seed gives the same ones.

    Every trap gets its share of `count`; raises ValueError above `MOST_COUNT`, as words run out.
    """
    if count > MOST_COUNT:
        raise ValueError(f"{count} labels: ask for {MOST_COUNT} at most")
    known = Known(registrations)
    rng = random.Random(seed)
    taken = known.by_word.keys()
    names = NameMaker(rng, taken)
    makers = {**POSITIVES, **NEGATIVES}
    labels: list[EmployerLabel] = []
    for trap, number in _shares(makers, count).items():
        labels += _labels(trap, makers[trap][0], number, _Draw(rng, known, names))
    return labels


def _shares(makers: dict[str, tuple[Maker, int]], count: int) -> dict[str, int]:
    """How many labels each trap gets, by its weight; together exactly `count`."""
    sums = list(accumulate(weight for _, weight in makers.values()))
    ends = [0, *(round(total * count / sums[-1]) for total in sums)]
    return {trap: end - start for trap, (start, end) in zip(makers, pairwise(ends), strict=True)}


@dataclass(frozen=True)
class _Draw:
    rng: random.Random
    known: Known
    names: NameMaker

    def firms(self) -> Iterator[Firm]:
        """The firms in random order, again and again."""
        for _ in range(200):
            yield from self.rng.sample(self.known.firms, len(self.known.firms))


def _labels(trap: str, maker: Maker, count: int, draw: _Draw) -> list[EmployerLabel]:
    """Labels of one trap; raises ValueError when the register has too few firms for it."""
    labels: dict[tuple[str, str, date], EmployerLabel] = {}
    for firm in draw.firms() if count else ():
        case = Case(draw.rng, firm, draw.known, draw.names)
        draft = maker(case)
        if draft and _is_true(trap, draft, case):
            label = _label(f"{trap}-{len(labels) + 1:03d}", trap, draft, case)
            labels.setdefault((label.employer, label.state_code, label.date), label)
        if len(labels) == count:
            return list(labels.values())
    if count:
        raise ValueError(f"the register has too few firms for the trap {trap}")
    return []


def _is_true(trap: str, draft: Draft, case: Case) -> bool:
    """Whether the register itself does not contradict the label."""
    if len(draft.employer) > EMPLOYER_LENGTH:
        return False
    owners = case.known.owners_of(draft.employer) if bare(draft.employer) else set()
    return trap in SHARED_NAMES or owners <= ({case.firm.firm_id} if trap in POSITIVES else set())


def _label(label_id: str, trap: str, draft: Draft, case: Case) -> EmployerLabel:
    """The draft with a place, a date and an occupation."""
    day = draft.day or _day(case, trap)
    state_code, city_name = draft.place or _place(case)
    occupation = draft.occupation
    return EmployerLabel(
        label_id=label_id,
        employer=draft.employer,
        state_code=state_code,
        city_name=city_name,
        occupation=case.rng.choice(words.OCCUPATIONS) if occupation is None else occupation,
        date=day,
        firm_id=case.firm.firm_id if trap in POSITIVES else None,
        trap=trap,
        owner=case.firm.owner_on(day) if trap in POSITIVES else None,
    )


def _day(case: Case, trap: str) -> date:
    """A day on which the firm is registered; any day when no firm is meant."""
    if trap in NEGATIVES:
        return any_date(case.rng, FIRST_DATE, LAST_DATE)
    row = case.rng.choice(case.firm.rows)
    return any_date(case.rng, row.first_date, row.last_date)


def _place(case: Case) -> tuple[str, str]:
    """Mostly one of the firm's places; always when its name is not distinctive."""
    if case.firm.shape in LOCAL or case.rng.random() < 0.75:
        return case.rng.choice(case.firm.places)
    state_code, city_name, _ = case.rng.choice(words.CITIES)
    return state_code, city_name
