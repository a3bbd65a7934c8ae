"""The targets on a smaller run of another seed; `make timing` prints the whole tables."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.build.timing import time_pairs
from tests.accuracy.intervals import wilson
from tests.timing.__main__ import false_positives, planted, power
from tests.timing.series import HARDER, HELD, Suite, both, everyones_calendar, flat, series_pairs

SEED = 77
SUITES = {suite.name: suite for suite in HELD + HARDER}


@pytest.mark.parametrize("suite", HELD, ids=lambda suite: suite.name)
def test_growth_and_seasons_are_not_taken_for_timing(suite: Suite) -> None:
    hits, tests, plain_hits, plain_tests = false_positives(suite, 250, SEED)
    assert tests >= 400
    assert wilson(hits, tests)[1] <= 0.05
    assert plain_hits / plain_tests > 0.3, "the series must be such that random days are deceived"


@pytest.mark.parametrize(
    "name",
    [
        "flat",
        "growth, season, bursts",
        "growth, season, self-exciting",
        "few gifts (4-7)",
        "many gifts (150-300)",
        "few awards (1-3)",
        "many awards (250-500)",
        "three years loaded",
    ],
)
def test_bursts_and_tiny_and_huge_counts_are_not_either(name: str) -> None:
    hits, tests, _, _ = false_positives(SUITES[name], 150, SEED)
    assert hits / tests <= 0.05


def test_no_unrelated_pair_of_the_held_suites_stays_after_the_correction() -> None:
    pairs = pd.concat([series_pairs(suite, 80, SEED) for suite in HELD], ignore_index=True)
    table = time_pairs(pairs, everyones_calendar())
    assert (table["q_value"] <= 0.05).sum() == 0
    assert table["test_count"].iloc[0] > 700 and table["pair_count"].iloc[0] == 400


def test_planted_effects_are_found() -> None:
    plain, hard = Suite("flat", flat), Suite("both", both)
    for shape, gifts, share, least in (
        (plain, 10, 0.6, 0.70),
        (plain, 20, 0.4, 0.65),
        (plain, 40, 0.8, 0.97),
        (hard, 20, 0.8, 0.60),
        (hard, 40, 0.8, 0.75),
    ):
        hits, tests = power(planted(shape, gifts, share), 150, SEED)
        assert hits / tests >= least, (shape.name, gifts, share)


def test_planted_effects_stay_after_the_correction_for_many_pairs() -> None:
    """With 999 placebos drawn no test of 2,000 could: the smallest q would be 2."""
    strong = planted(Suite("strong", flat), 20, 0.8)
    pairs = [series_pairs(strong, 10, SEED), series_pairs(Suite("null", flat), 990, SEED)]
    table = time_pairs(pd.concat(pairs, ignore_index=True), everyones_calendar())
    kept = table[table["q_value"] <= 0.05]
    is_planted = kept["pair_id"].str.startswith("strong")
    assert is_planted.sum() >= 7
    assert (~is_planted).sum() <= 1
