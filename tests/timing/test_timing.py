"""What a reader of a timing table relies on: edges, words, seeds, corrections, bad input."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.build.timing import TimingOptions, adjust, base_rate_words, time_pairs
from tests.test_architecture import FORBIDDEN
from tests.timing.naive import enumerated_tail, near_set, weighed
from tests.timing.series import HELD, everyones_calendar, series_pairs

FIRST, LAST = date(2014, 1, 1), date(2023, 12, 31)
COLUMNS = ["pair_id", "gift_days", "award_days", "first_day", "last_day"]
NO_CALENDAR = pd.DataFrame({"day": [], "gift_count": []})
GIFTS = [date(year, 3, 3) for year in range(2015, 2021)]
AWARD = date(2018, 6, 1)


def one(
    gifts: Any = None, awards: Any = None, first: Any = FIRST, last: Any = LAST, **options: Any
) -> pd.DataFrame:
    """The two rows of one pair, indexed by direction."""
    row = ("ACME|C001", GIFTS if gifts is None else gifts, awards, first, last)
    pairs = pd.DataFrame([row], columns=COLUMNS).astype(object)
    return time_pairs(pairs, NO_CALENDAR, TimingOptions(**options)).set_index("direction")


@pytest.mark.parametrize(
    ("days_before", "before", "after"),
    [(31, 0, 0), (30, 1, 0), (1, 1, 0), (0, 1, 0), (-1, 0, 1), (-30, 0, 1), (-31, 0, 0)],
)
def test_the_edges_of_before_and_after(days_before: int, before: int, after: int) -> None:
    """Before: the award's own day and the thirtieth count. After: its own day does not."""
    far = [date(year, 1, 2) for year in (2014, 2015, 2016)]
    table = one([*far, AWARD - timedelta(days=days_before)], [AWARD])
    assert table.loc["before", "near_count"] == before
    assert table.loc["after", "near_count"] == after


def test_base_rate_counts_the_days_and_says_so() -> None:
    table = one(awards=[AWARD])
    span = (LAST - FIRST).days + 1
    assert table.loc["before", "base_share"] == pytest.approx(31 / span)
    assert table.loc["after", "base_share"] == pytest.approx(30 / span)
    assert table.loc["before", "base_rate"] == (
        "1 % of random days fall within 30 days before some new award of this contractor "
        "(the award's own day included)"
    )
    assert base_rate_words(0.634, "after", 14) == (
        "63 % of random days fall within 14 days after some new award of this contractor "
        "(the award's own day not included)"
    )
    assert base_rate_words(0.0001, "before", 30).startswith("less than 1 % of")
    assert base_rate_words(0.9999, "before", 30).startswith("more than 99 % of")
    assert base_rate_words(0.0, "before", 30).startswith("0 % of")


def test_p_is_the_tail_of_the_law_and_never_zero() -> None:
    """Ten episodes, each near by the chance of its own year alone: all ten is the product."""
    gifts = [date(year, 1 + (year * 5) % 12, 7) for year in range(2014, 2024)]
    awards = [gift + timedelta(days=3) for gift in gifts]
    row = one(gifts, awards).loc["before"]
    places = weighed(gifts, (FIRST, LAST), {}, TimingOptions())
    law = enumerated_tail(places, near_set(awards, (FIRST, LAST), "before", 30), 10)
    assert row["near_count"] == row["episode_count"] == 10
    assert row["p_value"] == pytest.approx(law, rel=1e-9) and 0 < row["p_value"] < 1e-6
    assert row["placebo_mean"] < row["placebo_high"] < row["near_count"]


def test_a_lone_effect_of_one_in_a_billion_passes_among_a_million_tests() -> None:
    """Benjamini and Hochberg's bound for the smallest of m is p x m: 1e-9 x 1e6 is 0.001."""
    p_values = np.full(1_000_000, 0.7)
    p_values[123] = 1e-9
    assert adjust(p_values)[123] == pytest.approx(0.001)


def test_what_repeats_every_year_tells_nothing() -> None:
    """Gifts and awards in the same week of each year: the placebos are as near."""
    gifts = [date(year, 9, 20) for year in range(2014, 2024)]
    row = one(gifts, [date(year, 9, 28) for year in range(2014, 2024)]).loc["before"]
    assert row["near_count"] == 10 and row["p_value"] == pytest.approx(1.0)
    assert row["placebo_mean"] == pytest.approx(10) and row["placebo_high"] == 10


def test_a_burst_counts_once() -> None:
    burst = [AWARD - timedelta(days=k) for k in range(6)]
    row = one([*GIFTS, *burst], [AWARD]).loc["before"]
    assert row["gift_day_count"] == 12 and row["episode_count"] == 7 and row["near_count"] == 1


def test_a_pairs_figures_depend_on_nothing_beside_it() -> None:
    pairs = pd.concat([series_pairs(suite, 8, 5) for suite in HELD], ignore_index=True)
    calendar, own = everyones_calendar(), ["p_value", "placebo_mean", "near_count", "placebo_high"]
    whole = time_pairs(pairs, calendar).set_index(["pair_id", "direction"])
    mixed = time_pairs(
        pairs.sample(frac=1, random_state=1), calendar.sample(frac=1, random_state=2)
    )
    pd.testing.assert_frame_equal(whole, mixed.set_index(["pair_id", "direction"]).loc[whole.index])
    some = time_pairs(pairs.iloc[7:9], calendar).set_index(["pair_id", "direction"])
    pd.testing.assert_frame_equal(some[own], whole.loc[some.index, own])
    assert some["test_count"].unique().tolist() == [4]


def test_equal_series_under_two_ids_have_equal_figures() -> None:
    pairs = series_pairs(HELD[0], 1, 5)
    twice = pd.concat([pairs, pairs.assign(pair_id="other")], ignore_index=True)
    table = time_pairs(twice, NO_CALENDAR).drop(columns="pair_id")
    pd.testing.assert_frame_equal(table[:2], table[2:].reset_index(drop=True))


def test_benjamini_hochberg_by_hand() -> None:
    """0.01 x 4 / 1; 0.04 x 4 / 3, which is also the most for 0.039 (x 4 / 2 = 0.078); 0.5."""
    found = adjust(np.array([0.04, 0.5, 0.01, 0.039]))
    assert found == pytest.approx([0.16 / 3, 0.5, 0.04, 0.16 / 3])
    assert adjust(np.array([0.001, 0.04, 0.9])) == pytest.approx([0.003, 0.06, 0.9])
    assert len(adjust(np.array([]))) == 0


@given(st.lists(st.floats(1e-6, 1), min_size=1, max_size=40))
def test_benjamini_hochberg_keeps_the_order_and_never_lowers(values: list[float]) -> None:
    p_values = np.array(values)
    q_values = adjust(p_values)
    assert (q_values >= p_values - 1e-12).all() and (q_values <= 1).all()
    assert (np.diff(q_values[np.argsort(p_values, kind="stable")]) >= -1e-12).all()
    for level in (0.05, 0.2):
        ranked = np.sort(p_values)
        passing = np.flatnonzero(ranked <= level * np.arange(1, len(ranked) + 1) / len(ranked))
        found = (q_values <= level + 1e-12).sum()
        assert found == (passing.max() + 1 if len(passing) else 0)


def test_the_correction_is_over_computed_tests_and_says_how_many() -> None:
    pairs = series_pairs(HELD[0], 20, 5)
    pairs.at[3, "award_days"] = None
    table = time_pairs(pairs, NO_CALENDAR)
    computed = table[table["state"] == "computed"]
    assert len(computed) == 38
    assert table["test_count"].unique().tolist() == [38]
    assert table["pair_count"].unique().tolist() == [20]
    assert computed["q_value"].tolist() == pytest.approx(adjust(computed["p_value"].to_numpy()))
    assert table.loc[table["state"] != "computed", ["p_value", "q_value"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("gifts", "awards", "first", "last", "reason"),
    [
        (GIFTS, None, FIRST, LAST, "no new award in the period"),
        (GIFTS, [], FIRST, LAST, "no new award in the period"),
        (GIFTS, [None, pd.NaT], FIRST, LAST, "no new award in the period"),
        ([], [AWARD], FIRST, LAST, "0 episode(s) of gifts in the period, 4 needed"),
        (pd.NA, [AWARD], FIRST, LAST, "0 episode(s) of gifts in the period, 4 needed"),
        (GIFTS[:3], [AWARD], FIRST, LAST, "3 episode(s) of gifts in the period, 4 needed"),
        (GIFTS, [AWARD], LAST, FIRST, "the period ends before it begins; 6 gift day(s) and 1 "),
        (GIFTS, [AWARD], None, LAST, "the period in which both ledgers are loaded is not known"),
        (GIFTS, [AWARD], FIRST, pd.NaT, "the period in which both ledgers are loaded is not"),
        (GIFTS, [AWARD], date(1, 1, 1), date(9999, 12, 31), "longer than a century"),
        (GIFTS, [date(2030, 1, 1)], FIRST, LAST, "no new award in the period; 1 award day(s) out"),
        (
            [date(2020, month, 1) for month in range(1, 13)],
            [date(2020, 6, 1)],
            date(2020, 1, 1),
            date(2021, 12, 29),
            "the period has 729 days, 730 needed",
        ),
        (
            GIFTS,
            [LAST - timedelta(days=20 * k) for k in range(183)],
            FIRST,
            LAST,
            "every day of the period is within 30 days",
        ),
    ],
)
def test_what_cannot_be_computed_says_why(
    gifts: Any, awards: Any, first: Any, last: Any, reason: str
) -> None:
    row = one(gifts, awards, first, last).loc["before"]
    assert row["state"] == "not_computable" and reason in row["reason"]
    assert pd.isna(row["p_value"]) and pd.isna(row["q_value"]) and row["test_count"] in (0, 1)


def test_an_award_on_the_last_day_has_no_day_after_it() -> None:
    table = one(awards=[LAST])
    assert table.loc["before", "state"] == "computed"
    assert (
        table.loc["after", "reason"] == "no day of the period is within 30 days after a new award"
    )


def test_thresholds_are_inclusive() -> None:
    assert one(GIFTS[:4], [AWARD]).loc["before", "state"] == "computed"
    short = one(GIFTS, [AWARD], date(2017, 1, 1), date(2018, 12, 31), min_episodes=2)
    assert short.loc["before", "state"] == "computed"


def test_days_outside_the_period_are_left_out_and_counted_in_words() -> None:
    row = one([*GIFTS, date(1999, 1, 1)], [AWARD, date(1, 1, 1), date(9999, 12, 31)]).loc["before"]
    assert row["state"] == "computed" and row["gift_day_count"] == 6 and row["award_day_count"] == 1
    assert row["reason"] == "1 gift day(s) and 2 award day(s) outside the period left out"
    assert pd.isna(one(awards=[AWARD]).loc["before", "reason"])


def test_dates_of_every_make_are_the_same_dates() -> None:
    expected = one(awards=[AWARD])
    makes = (
        tuple(GIFTS),
        np.array(GIFTS, dtype="datetime64[ns]"),
        np.array(GIFTS, dtype=object),
        [pd.Timestamp(day) for day in GIFTS] + [pd.NaT, None, float("nan")],
        [datetime(day.year, day.month, day.day, 23, 59) for day in GIFTS] * 2,
        [day.isoformat() for day in GIFTS],
        pd.Series(pd.to_datetime(GIFTS)),
        np.ma.MaskedArray(
            np.array([*GIFTS, date(1970, 1, 1)], dtype="datetime64[us]"), [False] * 6 + [True]
        ),
    )
    for made in makes:
        pd.testing.assert_frame_equal(one(made, [AWARD]), expected)


@pytest.mark.parametrize("way", ["df", "arrow"])
def test_lists_come_straight_from_duckdb(way: str) -> None:
    engine = duckdb.connect()
    query = engine.sql(
        "select 'a' as pair_id, [date '2015-03-03', null, date '2016-03-03', date '2017-03-03', "
        "date '2018-05-20'] as gift_days, [date '2018-06-01', null] as award_days, "
        "date '2014-01-01' as first_day, date '2023-12-31' as last_day "
        "union all select 'b', null, [], null, date '2023-12-31'"
    )
    calendar = engine.sql(
        "select date '2014-01-01' + i::integer as day, i % 7 as gift_count from range(3652) as r(i)"
    )
    if way == "df":
        table = time_pairs(query.df(), calendar.df())
    else:
        arrow = query.to_arrow_table(), calendar.to_arrow_table()
        table = time_pairs(arrow[0].to_pandas(), arrow[1].to_pandas())
    assert table["pair_id"].tolist() == ["a", "a", "b", "b"]
    assert table["gift_day_count"].tolist() == [4, 4, 0, 0]
    assert table["near_count"].tolist()[:2] == [1, 0]
    assert table["state"].tolist() == ["computed"] * 2 + ["not_computable"] * 2
    engine.register("result", table)
    assert engine.sql("select count(p_value) from result").fetchall() == [(2,)]


def test_no_pairs_give_no_rows_with_all_columns() -> None:
    table = time_pairs(pd.DataFrame(columns=COLUMNS), pd.DataFrame())
    assert len(table) == 0 and "q_value" in table.columns


def test_wrong_tables_are_refused() -> None:
    pairs = series_pairs(HELD[0], 2, 5)
    with pytest.raises(ValueError, match="award_days, last_day"):
        time_pairs(pairs.drop(columns=["award_days", "last_day"]), NO_CALENDAR)
    with pytest.raises(ValueError, match="twice"):
        time_pairs(pairs.assign(pair_id="same"), NO_CALENDAR)
    with pytest.raises(ValueError, match="null"):
        time_pairs(pairs.assign(pair_id=[None, "a"]), NO_CALENDAR)
    with pytest.raises(ValueError, match="negative"):
        time_pairs(pairs, pd.DataFrame({"day": [AWARD], "gift_count": [-1]}))
    for gifts in (["not a date"], [17000]):
        with pytest.raises((ValueError, TypeError)):
            one(gifts, [AWARD])
    with pytest.raises(TypeError, match="not a list"):
        one("2020-01-01", [AWARD])


@pytest.mark.parametrize(
    "wrong",
    [{"window_days": 0}, {"gap_days": -1}, {"scale_days": 0.0}, {"min_episodes": 1}],
)
def test_wrong_options_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must"):
        TimingOptions(**wrong)


def test_words_are_careful() -> None:
    table = one(awards=[AWARD])
    assert not any(FORBIDDEN.search(str(text)) for text in table["base_rate"])
