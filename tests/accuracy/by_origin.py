"""False and missed joins of people by the origin of their names, with 95 % intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.table import Table as Grid

from tests.accuracy.intervals import wilson
from tests.accuracy.labels.origins.pairs import OriginPair
from tests.accuracy.measure import person_answers


@dataclass(frozen=True)
class OriginRate:
    """Of the pairs of an origin that are, or are not, one person, how many went wrong."""

    origin: str
    is_same: bool
    wrong: int
    count: int

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.wrong, self.count)


def origin_rates(pairs: Sequence[OriginPair]) -> list[OriginRate]:
    """By origin, false joins of different people and missed joins of one person."""
    answers = person_answers([row for pair in pairs for row in pair.rows])
    found: list[OriginRate] = []
    for origin in sorted({pair.origin for pair in pairs}):
        for is_same in (False, True):
            chosen = [pair for pair in pairs if (pair.origin, pair.is_same) == (origin, is_same)]
            wrong = sum(is_joined(pair, answers) != is_same for pair in chosen)
            found.append(OriginRate(origin, is_same, wrong, len(chosen)))
    return found


def is_joined(pair: OriginPair, answers: dict[str, str]) -> bool:
    """Whether the product takes the two rows for one person."""
    left, right = (answers.get(row.row_id) for row in pair.rows)
    return left is not None and left == right


def unfair(rates: Iterable[OriginRate]) -> list[str]:
    """Origins whose false joins lie wholly above another's."""
    false = [rate for rate in rates if not rate.is_same]
    least = min(rate.interval[1] for rate in false)
    return [rate.origin for rate in false if rate.interval[0] > least]


def origin_grid(title: str, rates: Sequence[OriginRate]) -> Grid:
    """A row for each origin."""
    grid = Grid("", "pairs", "joined wrongly", "95 %", "pairs", "missed", "95 %", title=title)
    for false, missed in zip(rates[::2], rates[1::2], strict=True):
        grid.add_row(false.origin, *_cells(false), *_cells(missed))
    return grid


def _cells(rate: OriginRate) -> tuple[str, str, str]:
    low, high = rate.interval
    return str(rate.count), str(rate.wrong), f"{low:.3f}-{high:.3f}"
