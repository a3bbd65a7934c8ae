"""The vectorised placebo against the same thing written as plain loops."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.build.placebo import (
    calendar_of,
    count_law,
    days_of,
    episodes_of,
    near_days,
    same_day_of_years,
    weighed_places,
)
from etl.build.timing import DIRECTIONS, TimingOptions, time_pairs
from tests.timing.naive import (
    drawn_counts,
    enumerated_law,
    grouped,
    loop_p_value,
    near_set,
    weighed,
)

EPOCH = date(1970, 1, 1)
FIRST, LAST = date(2015, 3, 1), date(2018, 9, 30)
SPAN = (LAST - FIRST).days
OPTIONS = TimingOptions()
days = st.integers(0, SPAN).map(lambda offset: FIRST + timedelta(days=offset))
few_days = st.lists(days, min_size=1, max_size=4)
calendars = st.dictionaries(days, st.integers(0, 90), max_size=30)


def number(day: date) -> int:
    return (day - EPOCH).days


def calendar(counts: dict[date, int]) -> object:
    whole = np.array([number(day) for day in counts], dtype=np.int64)
    return calendar_of(whole, np.array(list(counts.values()), dtype=float))


@given(gifts=few_days, counts=calendars)
@settings(max_examples=60)
def test_places_and_weights_are_those_of_the_loop(
    gifts: list[date], counts: dict[date, int]
) -> None:
    gifts = gifts + [FIRST, LAST]
    episodes = episodes_of(days_of(gifts), OPTIONS.gap_days)
    period = number(FIRST), number(LAST)
    places, weights = weighed_places(episodes, period, calendar(counts), OPTIONS.scale_days)
    expected = weighed(gifts, (FIRST, LAST), counts, OPTIONS)
    assert len(expected) == len(places)
    for row, weight, loop in zip(places, weights, expected, strict=True):
        kept = {int(day): w for day, w in zip(row, weight, strict=True) if w > 0}
        total = sum(w for _, w in loop)
        assert kept == pytest.approx({number(days[0]): w / total for days, w in loop})


@given(gifts=few_days, awards=few_days, counts=calendars, window=st.integers(1, 60))
@settings(max_examples=60)
def test_the_law_of_counts_is_that_of_every_combination(
    gifts: list[date], awards: list[date], counts: dict[date, int], window: int
) -> None:
    gifts = gifts + [FIRST, LAST]
    options = TimingOptions(window_days=window)
    episodes, period = episodes_of(days_of(gifts), 7), (number(FIRST), number(LAST))
    places, weights = weighed_places(episodes, period, calendar(counts), options.scale_days)
    loop = weighed(gifts, (FIRST, LAST), counts, options)
    for direction in DIRECTIONS:
        near = near_days(days_of(awards), period, options.reach(direction))
        expected = near_set(awards, (FIRST, LAST), direction, window)
        assert {FIRST + timedelta(days=int(k)) for k in np.flatnonzero(near)} == expected
        chances = (weights * episodes.near(places, period[0], near)).sum(axis=1)
        assert count_law(chances) == pytest.approx(enumerated_law(loop, expected), abs=1e-9)
        here = episodes.near(episodes.starts[:, None], period[0], near).sum()
        assert here == sum(any(day in expected for day in group) for group in grouped(gifts, 7))


def test_p_values_are_those_of_moving_every_episode_999_times() -> None:
    rng = np.random.default_rng(3)
    for number_of_pair in range(6):
        gifts = [FIRST + timedelta(days=int(k)) for k in rng.integers(0, SPAN, 14)]
        awards = [FIRST + timedelta(days=int(k)) for k in rng.integers(0, SPAN, 9)]
        row = (str(number_of_pair), gifts, awards, FIRST, LAST)
        columns = ["pair_id", "gift_days", "award_days", "first_day", "last_day"]
        table = time_pairs(pd.DataFrame([row], columns=columns), pd.DataFrame())
        places = weighed(gifts, (FIRST, LAST), {}, OPTIONS)
        for result in table.itertuples():
            near = near_set(awards, (FIRST, LAST), result.direction, OPTIONS.window_days)
            loop = loop_p_value(places, result.near_count, near, number_of_pair)
            error = 4 * (loop * (1 - loop) / 999) ** 0.5 + 0.004
            assert result.p_value == pytest.approx(loop, abs=error)


def test_an_episode_keeps_its_calendar_day_and_its_shape() -> None:
    start = np.array([number(date(2016, 2, 29)), number(date(2016, 9, 30))])
    moved = same_day_of_years(start, (number(date(2015, 1, 1)), number(date(2017, 12, 31))))
    read = [[str(day) for day in row] for row in moved.astype("datetime64[D]")]
    assert read == [
        ["2015-03-01", "2016-02-29", "2017-03-01"],
        ["2015-09-30", "2016-09-30", "2017-09-30"],
    ]


def test_years_in_which_the_pair_gave_more_are_drawn_more_often() -> None:
    gifts = [date(2015, 6, 1), *(date(2018, month, 1) for month in (2, 4, 6, 8))]
    period = number(date(2015, 1, 1)), number(date(2018, 12, 31))
    _, weights = weighed_places(episodes_of(days_of(gifts), 7), period, calendar({}), 90.0)
    assert weights[0].argmax() == 3 and weights[0][3] > 0.8
    assert weights.sum(axis=1) == pytest.approx(1.0)


def test_an_election_that_everyone_gives_to_is_kept() -> None:
    """Even years have ten times as many October gifts; the pair's own gifts do not tell."""
    gifts = [date(year, 10, 15) for year in range(2015, 2019)]
    period = number(date(2015, 1, 1)), number(date(2018, 12, 31))
    counts = {date(year, month, 15): 50 for year in range(2015, 2019) for month in range(1, 13)}
    counts |= {date(year, 10, 15): 500 for year in (2016, 2018)}
    episodes = episodes_of(days_of(gifts), 7)
    _, even = weighed_places(episodes, period, calendar(counts), 90.0)
    _, same = weighed_places(episodes, period, calendar({}), 90.0)
    ratio = even / same
    assert (ratio[:, [1, 3]].min(axis=1) > 2 * ratio[:, [0, 2]].max(axis=1)).all()


def test_gifts_of_the_pair_itself_are_left_out_of_the_calendar() -> None:
    gifts = [date(2015, 1, 20), date(2016, 5, 5), date(2017, 8, 8), date(2018, 9, 9)]
    period = number(date(2015, 1, 1)), number(date(2018, 12, 31))
    episodes = episodes_of(days_of(gifts), 7)
    _, alone = weighed_places(episodes, period, calendar(dict.fromkeys(gifts, 1)), 90.0)
    _, without = weighed_places(episodes, period, calendar({}), 90.0)
    assert alone == pytest.approx(without)


def test_gaps_of_seven_days_join_and_of_eight_part() -> None:
    start = date(2020, 1, 1)
    days = [start, start + timedelta(days=7), start + timedelta(days=15)]
    assert list(episodes_of(days_of(days), 7).begins) == [0, 2]
    assert list(episodes_of(days_of([]), 7).begins) == []


@given(chances=st.lists(st.floats(0, 1), min_size=1, max_size=30), seed=st.integers(0, 2**32))
@settings(max_examples=30)
def test_drawn_placebos_have_the_law(chances: list[float], seed: int) -> None:
    """Every tail of 4,000 placebos lies within four standard errors of the law's."""
    law = count_law(np.array(chances))
    assert law.sum() == pytest.approx(1.0)
    counts = drawn_counts(np.array(chances), 4_000, np.random.default_rng(seed))
    tails, drawn = law[::-1].cumsum()[::-1], counts[::-1].cumsum()[::-1] / 4_000
    error = np.sqrt(np.clip(tails * (1 - tails), 0, 1) / 4_000)
    assert (np.abs(drawn - tails) <= 4.5 * error + 1e-3).all()


def test_a_tail_far_below_any_drawing_is_exact() -> None:
    """Twenty episodes of one chance in a hundred each: all near is 1e-40, by the binomial."""
    law = count_law(np.full(20, 0.01))
    assert law[20] == pytest.approx(1e-40, rel=1e-12)
    assert law[19:].sum() == pytest.approx(20 * 0.01**19 * 0.99 + 1e-40, rel=1e-12)
