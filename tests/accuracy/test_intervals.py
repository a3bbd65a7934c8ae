"""Intervals hold the published examples, and shrink as more is measured."""

from __future__ import annotations

import pytest

from tests.accuracy.intervals import (
    Tally,
    calibration,
    employer_tally,
    f1,
    f1_interval,
    score,
    total,
    wilson,
)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # Newcombe 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_newcombe_s_examples(
    successes: int, trials: int, low: float, high: float
) -> None:
    assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


def test_nothing_tried_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert f1(Tally()) is None
    assert f1_interval([Tally()]) == (0.0, 1.0)
    assert score([]).precision is None


def test_a_wrong_firm_is_wrong_and_missing() -> None:
    found = [("a", "a"), ("a", "b"), ("a", None), (None, "b"), (None, None)]
    whole = total(employer_tally(truth, answer) for truth, answer in found)
    assert whole == Tally(right=1, wrong=2, missing=2)
    assert f1(whole) == pytest.approx(2 / 6)


def test_f1_lies_in_its_interval_which_shrinks_and_does_not_move() -> None:
    few = [Tally(1, 0, 0)] * 8 + [Tally(0, 1, 0)] + [Tally(0, 0, 1)]
    low, high = f1_interval(few)
    closer = f1_interval(few * 20)
    assert (low, high) == f1_interval(few)
    assert low < 16 / 18 < high
    assert low < closer[0] < 16 / 18 < closer[1] < high
    assert score(few).f1 == pytest.approx(16 / 18)


def test_calibration_counts_each_probability_once() -> None:
    pairs = [(0.05, False), (0.95, True), (0.92, True), (0.99, False), (1.0, True)]
    rows = calibration(pairs, bins=10)
    assert [(row.low, row.count, row.true_share) for row in rows] == [(0.0, 1, 0.0), (0.9, 4, 0.75)]
    assert rows[1].mean_probability == pytest.approx(0.965)
    with pytest.raises(ValueError, match=r"1\.2 is not"):
        calibration([(1.2, True)])
