"""Contributors as filed, with the person behind each row, and what pairs of rows are."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, cycle

from tests.accuracy.labels.naming import is_near
from tests.accuracy.labels.person_traps import TRAPS
from tests.accuracy.labels.persons import People, PersonRow

BACKGROUND_SHARE = 0.2


@dataclass(frozen=True)
class PersonPair:
    """Two rows, whether they are one person, and the trap (`chance` when not of one case)."""

    left: str
    right: str
    is_same: bool
    trap: str


@dataclass(frozen=True)
class PairLabels:
    """Every pair of rows of one person, and every pair hard to tell.

    Those have a last name in common, or one edit apart, or are of one case; they hold the true
    ones too. Row ids within a pair are in order.
    """

    true_pairs: frozenset[tuple[str, str]]
    hard_pairs: tuple[PersonPair, ...]


def people_rows(seed: int, count: int = 1500) -> list[PersonRow]:
    """Exactly `count` rows in random order; the same seed gives the same ones.

    One row in five is of somebody who appears once; the others show a trap.
    """
    rng = random.Random(seed)
    people = People(rng)
    alone = round(count * BACKGROUND_SHARE)
    rows: list[PersonRow] = []
    for number, trap in enumerate(_turns(rng), 1):
        case = TRAPS[trap][0](people, trap)
        if len(rows) + len(case) > count - alone:
            break
        rows += [replace(row, case_id=f"case-{number:04d}") for row in case]
    while len(rows) < count:
        rows.append(people.row(people.person(), "background"))
    rng.shuffle(rows)
    return [replace(row, row_id=f"row-{number:05d}") for number, row in enumerate(rows, 1)]


def _turns(rng: random.Random) -> Iterator[str]:
    """Every trap as often as its weight says, in random order, again and again."""
    turns = [trap for trap, (_, weight) in TRAPS.items() for _ in range(weight)]
    rng.shuffle(turns)
    # each trap first comes early, so that short lists show them all
    return chain(TRAPS, cycle(turns))


def pair_labels(rows: Sequence[PersonRow]) -> PairLabels:
    """The truth about pairs of rows."""
    by_id = {row.row_id: row for row in rows}
    true_pairs = frozenset(_pairs_within(rows, "person_id"))
    of_one_case = _pairs_within([row for row in rows if row.case_id], "case_id")
    hard = sorted(true_pairs.union(of_one_case, _near_pairs(rows)))
    labels = (_labelled(by_id[left], by_id[right]) for left, right in hard)
    return PairLabels(true_pairs, tuple(labels))


def _labelled(left: PersonRow, right: PersonRow) -> PersonPair:
    of_one_case = left.case_id == right.case_id != ""
    is_same = left.person_id == right.person_id
    trap = left.trap if of_one_case else "chance"
    return PersonPair(left.row_id, right.row_id, is_same, trap)


def _pairs_within(rows: Sequence[PersonRow], field: str) -> Iterator[tuple[str, str]]:
    """Pairs of rows that have a field in common."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, field)].append(row.row_id)
    for row_ids in groups.values():
        yield from combinations(sorted(row_ids), 2)


def _near_pairs(rows: Sequence[PersonRow]) -> Iterator[tuple[str, str]]:
    """Pairs of rows with a last name in common, or one edit apart."""
    bearers: dict[str, list[str]] = defaultdict(list)
    by_form: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for last in last_names(row.name):
            bearers[last].append(row.row_id)
    for last in bearers:
        for form in _one_shorter(last):
            by_form[form].append(last)
    for alike in by_form.values():
        for one, two in combinations(alike, 2):
            if is_near(one, two, 2):
                yield from ((min(p), max(p)) for p in _across(bearers[one], bearers[two]))
    for row_ids in bearers.values():
        yield from combinations(sorted(row_ids), 2)


def _across(ones: Sequence[str], twos: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from ((one, two) for one in ones for two in twos if one != two)


def _one_shorter(word: str) -> list[str]:
    """The word, and the word with each letter left out."""
    return sorted({word, *(word[:place] + word[place + 1 :] for place in range(len(word)))})


def last_names(name: str) -> list[str]:
    """What may be the last name, letters only: before the comma, or any word without one."""
    text = name.upper()
    start, comma, _ = text.partition(",")
    parts = [start] if comma else [word for word in text.split() if len(word) > 3]
    return ["".join(letter for letter in part if letter.isalpha()) for part in parts]
