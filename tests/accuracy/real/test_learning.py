"""What is learned from labels: on names whose weights are known, and against the shipped seeds."""

from __future__ import annotations

import csv
import random

import pytest

from etl.build.models import seed_paths
from tests.accuracy.real.learn import BASE, BY_HAND, CAUTION, write_calibration
from tests.accuracy.real.learning import (
    Candidate,
    Learned,
    Question,
    calibrated,
    learn,
    without_truth,
)

KNOWN = {("name", "exact"): 3.0, ("name", "part"): -3.0, ("place", "near"): 2.0}


def _drawn(count: int, seed: int) -> list[Question]:
    """Names of two candidates each, whose truth is drawn by the known weights."""
    rng = random.Random(seed)
    questions = []
    for number in range(count):
        drawn = [
            (("name", rng.choice(("exact", "part"))), ("place", rng.choice(("near", "far"))))
            for _ in range(2)
        ]
        odds = [2.0 ** sum(KNOWN.get(level, 0.0) for level in levels) for levels in drawn]
        pick = rng.choices((0, 1, 2), weights=(*odds, 1.0))[0]
        found = tuple(
            Candidate(f"firm {place}", levels, place == pick) for place, levels in enumerate(drawn)
        )
        questions.append(Question(str(number), found))
    return questions


def test_known_weights_are_found_again() -> None:
    learned = learn(_drawn(3000, 1))
    exact = learned.weights[("name", "exact")] - learned.weights[("name", "part")]
    near = learned.weights[("place", "near")] - learned.weights[("place", "far")]
    assert exact == pytest.approx(6.0, abs=0.6) and near == pytest.approx(2.0, abs=0.4)


def test_shares_are_as_often_right_as_they_say() -> None:
    learned = learn(_drawn(3000, 1))
    best = [learned.shares(question)[0] for question in _drawn(2000, 2)]
    likely = [one.is_true for one, share in best if 0.7 <= share < 0.9]
    assert len(likely) > 100
    assert sum(likely) / len(likely) == pytest.approx(0.8, abs=0.08)


def test_a_firm_stands_by_its_best_name_and_nobody_has_a_share() -> None:
    learned = Learned(0.0, {("name", "exact"): 1.0})
    exact = Candidate("a", (("name", "exact"),), True)
    other = Candidate("a", (("name", "part"),), True)
    ((found, share),) = learned.shares(Question("q", (other, exact)))
    assert found == exact and share == pytest.approx(2 / 3)


def test_a_name_without_its_firm_is_nobodys() -> None:
    here, there = Candidate("a", (), True), Candidate("b", (), False)
    (left,) = without_truth([Question("q", (here, there), 2.0), Question("p", (there,))], 0.5)
    assert left == Question("q", (there,), 1.0)


def test_calibration_rises_and_nothing_is_certain() -> None:
    shares = [(place / 1000, place % 10 < place / 100, 1.0) for place in range(1000)]
    points = calibrated(shares, 50)
    assert points == sorted(points)
    rates = [rate for _, rate in points]
    assert rates == sorted(rates) and rates[0] > 0 and rates[-1] < 1


def test_steps_of_a_written_calibration_meet(tmp_path) -> None:
    path = tmp_path / "steps.csv"
    write_calibration([(0.2, 0.1), (0.8, 0.9)], path)
    with path.open(encoding="utf-8", newline="") as file:
        steps = [[float(cell) for cell in row] for row in list(csv.reader(file))[1:]]
    assert [step[0] for step in steps] == [0, 0.2, 0.8] and steps[-1][1] == 1
    assert all(one[1::2] == other[0::2] for one, other in zip(steps, steps[1:], strict=False))


def test_every_weight_says_what_it_was_learned_from() -> None:
    with seed_paths()["match_weight"].open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert all(line["source"] for line in lines)
    for line in lines:
        level = (line["comparison"], line["level"])
        if level in BY_HAND:
            assert float(line["weight"]) == BY_HAND[level] and line["source"] == "set by hand"
        elif level in CAUTION:
            assert float(line["weight"]) <= CAUTION[level]
        elif BASE.get(level[0]) == level[1]:
            assert line["weight"] == "0"
        elif "labels" in line["source"] and level[0] != "prior":
            assert float(line["error"]) > 0 and int(line["pair_count"]) >= 0
