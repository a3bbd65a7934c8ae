"""The targets, on labels that no weight was fitted on; `make accuracy` prints the figures."""

from __future__ import annotations

import pytest

from tests.accuracy.__main__ import labelled_outcomes, person_tallies, tallies
from tests.accuracy.by_origin import origin_rates, unfair
from tests.accuracy.intervals import score
from tests.accuracy.labels.adversarial import (
    adversarial_contractors,
    adversarial_employers,
    adversarial_people,
)
from tests.accuracy.labels.origins.pairs import origin_pairs
from tests.accuracy.labels.people import people_rows
from tests.accuracy.measure import Outcome, employer_outcomes


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return labelled_outcomes(201)


def test_probable_employers_are_right_and_most_are_found(outcomes: list[Outcome]) -> None:
    measured = score(tallies(outcomes, lambda one: one.answer))
    assert measured.precision is not None and measured.recall is not None
    assert measured.precision >= 0.98 and measured.precision_interval[0] > 0.95
    assert measured.recall >= 0.85


def test_a_plain_join_finds_far_fewer(outcomes: list[Outcome]) -> None:
    plain = score(tallies(outcomes, lambda one: one.exact_answer))
    ours = score(tallies(outcomes, lambda one: one.answer))
    assert plain.recall is not None and ours.recall is not None
    assert ours.recall > 2 * plain.recall


def test_what_is_possible_is_named_and_not_linked(outcomes: list[Outcome]) -> None:
    possible = [one for one in outcomes if one.tier == "possible"]
    assert possible and all(one.answer is None and one.runner_up for one in possible)


def test_no_hard_negative_is_linked_and_hard_positives_are_found() -> None:
    hard = employer_outcomes(adversarial_contractors(), adversarial_employers())
    assert [one.label.employer for one in hard if one.answer not in (None, one.label.firm_id)] == []
    measured = score(tallies(hard, lambda one: one.answer))
    assert measured.recall is not None and measured.recall >= 0.84


def test_people_are_joined_rightly() -> None:
    measured = score(person_tallies(people_rows(201)))
    assert measured.precision is not None and measured.recall is not None
    assert measured.precision >= 0.99
    assert measured.recall >= 0.95


def test_hard_people_are_mostly_right() -> None:
    measured = score(person_tallies(adversarial_people()))
    assert measured.precision is not None and measured.precision >= 0.9


def test_people_of_every_origin_of_names_are_told_apart_and_found() -> None:
    rates = origin_rates(origin_pairs(201, "held", count=39))
    assert unfair(rates) == []
    wrong = {is_same: sum(x.wrong for x in rates if x.is_same == is_same) for is_same in (0, 1)}
    count = sum(rate.count for rate in rates) / 2
    assert wrong[False] <= 0.01 * count
    assert all(rate.wrong <= 0.1 * rate.count for rate in rates if rate.is_same)
