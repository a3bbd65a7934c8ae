"""The weights of people's comparisons are what the labels give, and sense holds them."""

from __future__ import annotations

import csv

from tests.accuracy.learn_people import CONTRADICTION, STARTS, WEIGHTS, Pair, weights

SAME = (("person_first", "same"), ("person_last", "same"), ("person_rarity", "common"))
NEAR = (*SAME, ("person_place", "same_zip"), ("person_employer", "same"))
OTHER = (*SAME, ("person_place", "same_zip"), ("person_employer", "different"))


def test_what_agrees_more_often_in_one_person_weighs_more() -> None:
    pairs = [Pair(NEAR, True, "a"), Pair(OTHER, False, "a")] * 50
    learned = weights(pairs)
    start = {key: bounds[0] for key, bounds in STARTS.items()}
    assert learned["person_employer", "same"] > start["person_employer", "same"]
    assert learned["person_employer", "different"] <= start["person_employer", "different"]
    assert learned == weights(pairs)


def test_labels_that_lie_cannot_make_a_contradiction_speak_for_one_person() -> None:
    pairs = [Pair((*NEAR, ("person_middle", "different")), True, "a")] * 50
    learned = weights(pairs)
    assert learned["person_middle", "different"] == CONTRADICTION
    assert learned["person_employer", "different"] < 0 < learned["person_rarity", "uncommon"]


def test_the_seed_holds_no_weight_out_of_bounds() -> None:
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["comparison"].startswith("person_")]
    for row in rows:
        bounds = STARTS.get((row["comparison"], row["level"]))
        if bounds:
            assert bounds[1] <= float(row["weight"]) <= bounds[2], row
