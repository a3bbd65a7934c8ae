"""Weights of comparison levels, learned from labelled candidates; shares held against the truth.

The model is that of entities.match: a name's candidates and no firm at all share the whole by
their odds, and a candidate's odds are two to the sum of its levels' weights. Learned by Newton's
method on the likelihood of the true candidates, with a penalty that keeps rare levels near zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

LN2 = float(np.log(2))
PENALTY = 0.5
ROUNDS = 3  # how often the best name of each firm is chosen anew
STEPS = 60


@dataclass(frozen=True)
class Candidate:
    """One firm that a name may mean, by one of its names: which level each comparison shows.

    `offset` is in bits: what is known beforehand of the candidate's weight.
    """

    firm: str
    levels: tuple[tuple[str, str], ...]
    is_true: bool
    offset: float = 0.0


@dataclass(frozen=True)
class Question:
    """A name with its candidates; none of them is true where no firm is meant."""

    title: str
    candidates: tuple[Candidate, ...]
    weight: float = 1.0


@dataclass
class Learned:
    """Weights in bits by comparison and level, their standard errors, and true pairs seen."""

    prior: float = 0.0
    weights: dict[tuple[str, str], float] = field(default_factory=dict)
    errors: dict[tuple[str, str], float] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def bits(self, candidate: Candidate) -> float:
        """log2 of the odds of a candidate."""
        known = sum(self.weights.get(level, 0.0) for level in candidate.levels)
        return self.prior + known + candidate.offset

    def shares(self, question: Question) -> list[tuple[Candidate, float]]:
        """Each firm by its best name with its share of the whole, the likeliest first."""
        best = _best(question, self)
        odds = [2.0 ** min(bits, 100.0) for _, bits in best]
        whole = 1 + sum(odds)
        return [(one, odd / whole) for (one, _), odd in zip(best, odds, strict=True)]


def _best(question: Question, learned: Learned) -> list[tuple[Candidate, float]]:
    """The best name of each firm; ties go by the order given."""
    found: dict[str, tuple[Candidate, float]] = {}
    for one in question.candidates:
        bits = learned.bits(one)
        if one.firm not in found or bits > found[one.firm][1]:
            found[one.firm] = (one, bits)
    return sorted(found.values(), key=lambda pair: (-pair[1], pair[0].firm))


def without_truth(questions: Sequence[Question], weight: float) -> list[Question]:
    """The same names with their firms taken out of the register: nobody's in the open world."""
    found = []
    for one in questions:
        rest = tuple(c for c in one.candidates if not c.is_true)
        if rest and len(rest) < len(one.candidates):
            found.append(Question(one.title, rest, one.weight * weight))
    return found


def learn(questions: Sequence[Question], has_prior: bool = True) -> Learned:
    """Weights that make the true candidates likeliest; `has_prior` learns their common odds too."""
    index: dict[tuple[str, str], int] = {}
    for question in questions:
        for candidate in question.candidates:
            for level in candidate.levels:
                index.setdefault(level, 0)
    index = {level: place + 1 for place, level in enumerate(sorted(index))}
    learned = Learned()
    values = np.zeros(len(index) + 1)
    for _ in range(ROUNDS):
        values, spread, chosen = _fitted(questions, index, learned, values, has_prior)
        learned = Learned(float(values[0]) / LN2)
        for level, place in index.items():
            learned.weights[level] = float(values[place]) / LN2
            learned.errors[level] = float(np.sqrt(spread[place])) / LN2
        for candidate in chosen:
            if candidate.is_true:
                for level in candidate.levels:
                    learned.counts[level] = learned.counts.get(level, 0) + 1
    return learned


def _fitted(
    questions: Sequence[Question],
    index: dict[tuple[str, str], int],
    learned: Learned,
    start: np.ndarray,
    has_prior: bool,
) -> tuple[np.ndarray, np.ndarray, list[Candidate]]:
    """Values in nats with their variances, and the candidates that they were learned from."""
    rows: list[Candidate] = []
    groups: list[int] = []
    weights: list[float] = []
    for question in questions:
        best = [one for one, _ in _best(question, learned)]
        if best:
            rows += best
            groups += [len(weights)] * len(best)
            weights.append(question.weight)
    matrix = np.zeros((len(rows), len(index) + 1))
    matrix[:, 0] = float(has_prior)
    for place, row in enumerate(rows):
        for level in row.levels:
            matrix[place, index[level]] = 1.0
    data = _Data(
        matrix,
        np.array(groups),
        np.array(weights),
        np.array([row.is_true for row in rows], dtype=float),
        np.array([row.offset for row in rows]) * LN2,
    )
    values, variance = data.fit(start)
    return values, variance, rows


@dataclass(frozen=True)
class _Data:
    """Candidates as a matrix of levels, in groups of one name each."""

    matrix: np.ndarray
    groups: np.ndarray
    weights: np.ndarray
    truth: np.ndarray
    offset: np.ndarray

    def fit(self, start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Newton's steps with halving, until nothing moves."""
        values = start.copy()
        loss, slope, curve = self._loss(values)
        for _ in range(STEPS):
            step = np.linalg.solve(curve, slope)
            size = 1.0
            while size > 1e-6 and self._loss(values - size * step)[0] > loss - 1e-12:
                size /= 2
            if size <= 1e-6:
                break
            values = values - size * step
            before, (loss, slope, curve) = loss, self._loss(values)
            if before - loss < 1e-9:
                break
        return values, np.diag(np.linalg.inv(curve))

    def _loss(self, values: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """Penalised loss, its slope, and its expected curvature."""
        count = len(self.weights)
        odds = np.exp(np.clip(self.matrix @ values + self.offset, -50, 50))
        whole = 1 + np.bincount(self.groups, odds, count)
        right = np.bincount(self.groups, odds * self.truth, count)
        has_truth = np.bincount(self.groups, self.truth, count) > 0
        share = odds / whole[self.groups]
        goal = odds * self.truth / np.where(right > 0, right, 1)[self.groups]
        weight = self.weights[self.groups]
        ridge = np.full(len(values), 2 * PENALTY)
        ridge[0] = 1e-6
        loss = float(
            (
                self.weights
                * (np.log(whole) - np.where(has_truth, np.log(np.where(right > 0, right, 1)), 0))
            ).sum()
            + 0.5 * (ridge * values**2).sum()
        )
        slope = self.matrix.T @ (weight * (share - goal)) + ridge * values
        mean = np.zeros((count, len(values)))
        np.add.at(mean, self.groups, share[:, None] * self.matrix)
        curve = (
            self.matrix.T @ ((weight * share)[:, None] * self.matrix)
            - mean.T @ (self.weights[:, None] * mean)
            + np.diag(ridge)
        )
        return loss, slope, curve


def calibrated(
    found: Sequence[tuple[float, bool, float]], least: float
) -> list[tuple[float, float]]:
    """Points (share, how often it was right), rising: pools of at least `least` labels.

    `found` holds share, whether it was right, and weight. Adjacent pools that do not rise are one
    (isotonic regression by pooling violators).
    """
    pools: list[list[float]] = []
    current = [0.0, 0.0, 0.0]
    for share, is_right, weight in sorted(found):
        current = [current[0] + share * weight, current[1] + is_right * weight, current[2] + weight]
        if current[2] >= least:
            pools.append(current)
            current = [0.0, 0.0, 0.0]
    if current[2]:
        pools[-1:] = [[a + b for a, b in zip(pools[-1], current, strict=True)]]
    risen: list[list[float]] = []
    for pool in pools:
        risen.append(pool)
        while len(risen) > 1 and risen[-2][1] / risen[-2][2] >= risen[-1][1] / risen[-1][2]:
            last = risen.pop()
            risen[-1] = [a + b for a, b in zip(risen[-1], last, strict=True)]
    points: list[tuple[float, float]] = []
    for total, right, weight in risen:
        # half a label right and half a label wrong beside, so that nothing is certain
        rate = (right + 0.5) / (weight + 1)
        points.append((total / weight, max(rate, points[-1][1] if points else 0.0)))
    return points
