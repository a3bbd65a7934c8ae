"""Weights of the comparisons of people, learned from labelled pairs; `person_weights` gives them.

Logistic regression over the comparison levels of entities.person_match, about the odds at which
appearances are joined, held near starting weights and within bounds that sense demands; written
with numpy, as scikit-learn knows no bounds. What contradicts is not learned, nor is rarity, which
comes from counts. `python -m tests.accuracy.learn_people` prints each set left out in turn.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, log2, sqrt
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
from rich.console import Console

from etl.build.models import seed_paths
from tests.accuracy.labels.origins.pairs import origin_pairs, origins
from tests.accuracy.labels.people import people_rows
from tests.accuracy.labels.persons import PersonRow
from tests.accuracy.measure import person_database

Levels = tuple[tuple[str, str], ...]
Floats = npt.NDArray[np.float64]
WEIGHTS = seed_paths()["match_weight"]
COMPARISONS = (
    "last", "first", "middle", "suffix", "title", "place", "employer", "occupation", "rarity",
)  # fmt: skip
CONTRADICTION = -20.0
# How many of a name are to be expected in a ZIP code, at the middle of each level of rarity
# (entities.name_frequency). A weight is the share of their bits that loaded records, which are no
# census, can be trusted with.
COMMON_COUNT = sqrt(0.009 * 1)
RARITY_COUNTS = {"uncommon": sqrt(0.001 * 0.009), "rare": sqrt(0.0001 * 0.001)}
RARITY_TRUST = 0.65
# A wrong join costs more than a missed one.
FALSE_COST = 3.0
PULL = 0.005  # toward the starting weights, per pair
STEPS, RATE = 1500, 2.0
LINKED = log2(9)  # bits of nine in ten, from which appearances are joined
MADE_SEEDS = (11, 12, 13)
ORIGIN_SEED = 11
console = Console(width=110, highlight=False)


@dataclass(frozen=True)
class Pair:
    """The levels of a compared pair, whether it is one person, and of which set it is."""

    levels: Levels
    is_same: bool
    source: str


@dataclass(frozen=True)
class Level:
    """A line of the seed: where its weight starts and between what it may be learned."""

    comparison: str
    level: str
    meaning: str
    start: float
    low: float
    high: float

    @property
    def key(self) -> tuple[str, str]:
        return (self.comparison, self.level)


# comparison, level: start, least and most bits
STARTS: dict[tuple[str, str], tuple[float, float, float]] = {
    ("person_prior", "pair"): (-6, -8, -6),
    ("person_last", "same"): (0, 0, 0),
    ("person_last", "sound"): (-2, -3, 0),
    ("person_last", "part"): (-3, -4, -1),
    ("person_last", "misspelt"): (-4, -5, -2),
    ("person_last", "turned"): (-1, -2, 0),
    ("person_first", "same"): (3, 2, 4),
    ("person_first", "nickname"): (2, 1, 3),
    ("person_first", "initial"): (-1, -2, 0),
    ("person_first", "misspelt"): (0, -2, 1),
    ("person_middle", "same"): (6, 4, 7),
    ("person_middle", "letter"): (4, 2, 5),
    ("person_middle", "none"): (0, 0, 0),
    ("person_middle", "one"): (0, -0.3, 0),
    ("person_suffix", "same"): (2, 1, 4),
    ("person_suffix", "none"): (0, 0, 0),
    ("person_suffix", "one"): (-2, -4, -1),
    ("person_title", "same"): (0.5, 0.2, 1),
    ("person_title", "none"): (0, 0, 0),
    ("person_title", "one"): (0, -0.5, 0),
    ("person_place", "same_zip"): (5, 4, 6),
    ("person_place", "same_city"): (2, 1, 4),
    ("person_place", "same_state"): (0, -1, 1),
    ("person_place", "unknown"): (0, 0, 0),
    ("person_place", "other_state"): (-3, -3.5, -2),
    ("person_employer", "same"): (6, 5, 8),
    ("person_employer", "same_large"): (4, 2, 5),
    ("person_employer", "similar"): (4, 3, 6),
    ("person_employer", "none"): (0, -1, 0),
    ("person_employer", "one"): (0, -0.5, 0),
    ("person_employer", "different"): (-2, -4, -1),
    ("person_occupation", "same"): (2, 1, 3),
    ("person_occupation", "same_own"): (2, 1, 3),
    ("person_occupation", "unknown"): (0, 0, 0),
    ("person_occupation", "different"): (-2, -3, -1),
    ("person_rarity", "very_common"): (-3, -4, -2),
    ("person_rarity", "common"): (0, 0, 0),
}


def person_weights() -> dict[tuple[str, str], str]:
    """The weights of the person_* rows of sql/seeds/names/match_weight.csv, learned anew."""
    learned = weights(labelled_pairs())
    return {(level.comparison, level.level): f"{learned[level.key] + 0.0:g}" for level in _levels()}


@cache
def labelled_pairs() -> tuple[Pair, ...]:
    """Compared pairs of the invented sets; of the names by origin only those not held out."""
    found: list[Pair] = []
    for seed in MADE_SEEDS:
        found += _compared(people_rows(seed), "made")
    for origin in origins():
        chosen = [pair for pair in origin_pairs(ORIGIN_SEED, "tuned") if pair.origin == origin]
        found += _compared([row for pair in chosen for row in pair.rows], origin)
    return tuple(found)


def weights(pairs: Sequence[Pair]) -> dict[tuple[str, str], float]:
    """Bits per level, to a tenth; the same pairs, the same weights."""
    levels = [level for level in _levels() if level.low < level.high]
    fixed = {level.key: level.start for level in _levels() if level.low == level.high}
    places = {level.key: place for place, level in enumerate(levels)}
    matrix = np.zeros((len(pairs), len(levels)))
    offset = np.zeros(len(pairs))
    for row, pair in enumerate(pairs):
        for key in (("person_prior", "pair"), *pair.levels):
            if key in places:
                matrix[row, places[key]] = 1
            else:
                offset[row] += fixed[key]
    truth = np.array([pair.is_same for pair in pairs], dtype=float)
    cost = np.where(truth == 1, 1.0, FALSE_COST)
    found = _descended(matrix, offset, truth, cost, levels)
    return fixed | {
        level.key: round(float(found[place]), 1)
        for level, place in zip(levels, range(len(levels)), strict=True)
    }


def _descended(
    matrix: Floats, offset: Floats, truth: Floats, cost: Floats, levels: Sequence[Level]
) -> Floats:
    """Projected gradient descent from the starting weights, in bits."""
    start = np.array([level.start for level in levels])
    low = np.array([level.low for level in levels])
    high = np.array([level.high for level in levels])
    found = start.copy()
    for _ in range(STEPS):
        bits = np.clip((matrix @ found + offset - LINKED) * log(2), -30, 30)
        error = cost * (1 / (1 + np.exp(-bits)) - truth)
        slope = matrix.T @ error / len(truth) + PULL * (found - start)
        found = np.clip(found - RATE * slope, low, high)
    return found


def _levels() -> list[Level]:
    """Every person_* line of the seed, in its order."""
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["comparison"].startswith("person_")]
    return [_level(row["comparison"], row["level"], row["meaning"]) for row in rows]


def _level(comparison: str, level: str, meaning: str) -> Level:
    if level == "different" and (comparison, level) not in STARTS:
        bounds = (CONTRADICTION,) * 3
    elif level in RARITY_COUNTS:
        bits = RARITY_TRUST * log2(COMMON_COUNT / RARITY_COUNTS[level])
        bounds = (round(bits, 1),) * 3
    else:
        bounds = STARTS[comparison, level]
    return Level(comparison, level, meaning, *bounds)


def _compared(rows: Sequence[PersonRow], source: str) -> Iterable[Pair]:
    """The pairs of rows that the product compares, in the order of their rows."""
    truth = {row.row_id: row.person_id for row in rows}
    with TemporaryDirectory() as folder:
        engine = person_database(Path(folder), rows)
        found = engine.execute(_PAIRS).fetchall()
    for left, right, *levels in found:
        named = tuple(
            (f"person_{name}", level) for name, level in zip(COMPARISONS, levels, strict=True)
        )
        yield Pair(named, truth[left] == truth[right], source)


def main() -> None:
    """Print the weights, then what leaving out each set does to them."""
    for (comparison, level), weight in person_weights().items():
        console.print(f"{comparison:20}{level:14}{weight:>6}")
    pairs = labelled_pairs()
    for source in sorted({pair.source for pair in pairs}):
        learned = weights([pair for pair in pairs if pair.source != source])
        held = [pair for pair in pairs if pair.source == source]
        for name, used in (("learned", learned), ("by hand", {k: v[0] for k, v in STARTS.items()})):
            console.print(f"{source:24}{name:10}{_said(held, used)}")


def _said(pairs: Sequence[Pair], used: dict[tuple[str, str], float]) -> str:
    """Pairs joined wrongly and missed, at nine in ten, of a set."""
    wrong = missed = 0
    for pair in pairs:
        bits = used["person_prior", "pair"]
        bits += sum(used.get(key, CONTRADICTION) for key in pair.levels)
        wrong += bits >= LINKED and not pair.is_same
        missed += bits < LINKED and pair.is_same
    return f"{len(pairs):7} pairs {wrong:6} joined wrongly {missed:6} missed"


_PAIRS = f"""
select one.row_id, other.row_id, {", ".join(f"match.{name}_level" for name in COMPARISONS)}
from entities.person_match as match
inner join (select key, min(row_id) as row_id from row group by key) as one
    on match.left_key = one.key
inner join (select key, min(row_id) as row_id from row group by key) as other
    on match.right_key = other.key
order by 1, 2
"""


if __name__ == "__main__":
    main()
