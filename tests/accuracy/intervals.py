"""How sure a measured rate is: intervals of 95 %, and probabilities held against the truth.

Written by hand because neither scipy nor statsmodels is among the requirements.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054
ROUNDS = 1000


@dataclass(frozen=True)
class Tally:
    """Links that are right, wrong, or missing: of one label, or of one person's rows together."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right, self.wrong + other.wrong, self.missing + other.missing
        )


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1, each with its interval; None where nothing was to be found."""

    precision: float | None
    precision_interval: tuple[float, float]
    recall: float | None
    recall_interval: tuple[float, float]
    f1: float | None
    f1_interval: tuple[float, float]


@dataclass(frozen=True)
class CalibrationRow:
    """Stated probabilities from `low` up to `high`, and the share of them that came true."""

    low: float
    high: float
    count: int
    mean_probability: float
    true_share: float
    interval: tuple[float, float]


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % score interval of a rate (Wilson 1927); the whole range when nothing was tried."""
    if trials == 0:
        return 0.0, 1.0
    share, square = successes / trials, Z_95**2
    centre = share + square / (2 * trials)
    spread = Z_95 * sqrt(share * (1 - share) / trials + square / (4 * trials**2))
    scale = 1 + square / trials
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def employer_tally(truth: str | None, found: str | None) -> Tally:
    """One label: a wrong firm is a wrong link, and a missing one when another was meant."""
    is_right = truth is not None and truth == found
    return Tally(
        right=int(is_right),
        wrong=int(found is not None and not is_right),
        missing=int(truth is not None and not is_right),
    )


def f1(tally: Tally) -> float | None:
    """The harmonic mean of precision and recall; None when there was nothing to find."""
    links = 2 * tally.right + tally.wrong + tally.missing
    return 2 * tally.right / links if links else None


def f1_interval(
    tallies: Sequence[Tally], seed: int = 0, rounds: int = ROUNDS
) -> tuple[float, float]:
    """The 95 % percentile interval of F1 over resampled tallies; the same seed, the same interval.

    Pairs of rows depend on each other: give one tally for each person rather than for each pair.
    """
    rng = random.Random(seed)
    values = sorted(
        value
        for _ in range(rounds)
        if (value := f1(total(rng.choices(tallies, k=len(tallies))))) is not None
    )
    if not values:
        return 0.0, 1.0
    cut = round(0.025 * len(values))
    return values[cut], values[len(values) - 1 - cut]


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    known = [(tally.right, tally.wrong, tally.missing) for tally in tallies]
    return Tally(*(sum(column) for column in zip(*known, strict=True))) if known else Tally()


def score(tallies: Sequence[Tally], seed: int = 0) -> Score:
    """Every measure with its interval."""
    whole = total(tallies)
    named, meant = whole.right + whole.wrong, whole.right + whole.missing
    return Score(
        precision=whole.right / named if named else None,
        precision_interval=wilson(whole.right, named),
        recall=whole.right / meant if meant else None,
        recall_interval=wilson(whole.right, meant),
        f1=f1(whole),
        f1_interval=f1_interval(tallies, seed),
    )


def calibration(pairs: Iterable[tuple[float, bool]], bins: int = 10) -> list[CalibrationRow]:
    """Probabilities in bins of equal width, empty bins left out; 1.0 belongs to the last bin."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for probability, is_true in pairs:
        if not 0 <= probability <= 1:
            raise ValueError(f"{probability} is not a probability")
        held.setdefault(min(int(probability * bins), bins - 1), []).append((probability, is_true))
    return [_calibration_row(number, bins, held[number]) for number in sorted(held)]


def _calibration_row(number: int, bins: int, held: Sequence[tuple[float, bool]]) -> CalibrationRow:
    came_true = sum(is_true for _, is_true in held)
    return CalibrationRow(
        low=number / bins,
        high=(number + 1) / bins,
        count=len(held),
        mean_probability=sum(probability for probability, _ in held) / len(held),
        true_share=came_true / len(held),
        interval=wilson(came_true, len(held)),
    )
