"""Whether gifts stand near new awards more often than seasons and growth make them stand.

For each pair of a contractor's role-group and a committee, and for each direction, `time_pairs`
gives what was observed, how common it is on random days, what placebos of the same intensity over
time give (placebo.py), and a p-value corrected for all tests of the table. How many episodes of a
placebo are near has an exact law, and the p-value is its tail: no drawing sets a floor under it. It
says how unusual the dates are, never why: an unusual one is a reason to open the records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from etl.build.placebo import (
    Calendar,
    Days,
    Episodes,
    Flags,
    Numbers,
    calendar_of,
    count_law,
    days_of,
    episodes_of,
    near_days,
    weighed_places,
)

PAIR_COLUMNS = ("pair_id", "gift_days", "award_days", "first_day", "last_day")
DIRECTIONS = ("before", "after")
# Columns of the result and their types; what is not known is null.
RESULT = {
    "pair_id": "string",
    "direction": "string",
    "state": "string",
    "reason": "string",
    "gift_day_count": "Int64",
    "episode_count": "Int64",
    "award_day_count": "Int64",
    "near_count": "Int64",
    "base_share": "Float64",
    "base_rate": "string",
    "placebo_mean": "Float64",
    "placebo_high": "Int64",
    "p_value": "Float64",
    "q_value": "Float64",
    "test_count": "Int64",
    "pair_count": "Int64",
}
CENTURY_DAYS = 36_525


@dataclass(frozen=True)
class TimingOptions:
    """What is near, what is one episode, what is enough, and how placebos are weighed.

    window_days: a gift is near an award within so many days. gap_days: gifts at most so far apart
    are one episode. min_episodes, min_period_days: with fewer nothing is computed. scale_days: how
    far the giving around a date reaches (weighing years).
    """

    window_days: int = 30
    gap_days: int = 7
    min_episodes: int = 4
    min_period_days: int = 730
    scale_days: float = 90.0

    def __post_init__(self) -> None:
        if self.window_days < 1 or self.gap_days < 0 or self.scale_days <= 0:
            raise ValueError("window_days and scale_days must be positive, gap_days not negative")
        if self.min_episodes < 2:
            raise ValueError("min_episodes must be at least 2: one is weighed by the others")

    def reach(self, direction: str) -> tuple[int, int]:
        """How far from an award a gift is near: before (the award's day counts) or after it."""
        return (-self.window_days, 0) if direction == "before" else (1, self.window_days)


@dataclass(frozen=True)
class Pair:
    """Both series of a pair, cut to its period; `left_out` says in words what was outside."""

    pair_id: str
    gifts: Days
    awards: Days
    period: tuple[int, int] | None
    left_out: str | None


def time_pairs(
    pairs: pd.DataFrame, calendar: pd.DataFrame, options: TimingOptions = TimingOptions()
) -> pd.DataFrame:
    """Two rows per pair, in the order of `pairs`: gifts before new awards, and after them.

    `pairs`: pair_id, gift_days and award_days (lists of dates; new awards only), first_day and
    last_day (when both ledgers are loaded). `calendar`: day, gift_count of the whole database;
    may be empty. Units: an episode of gifts counts once, as near when any of its days is near.
    `before` is [award - N, award], `after` is (award, award + N].

    A pair's figures depend on its own row, the calendar and the options alone, whatever else is in
    the table and in what order; only q_value, test_count and pair_count look at all of it. Raises
    ValueError for missing columns and for a pair_id that is null or stands twice.
    """
    _require(pairs)
    everyone = _calendar(calendar)
    columns = zip(*(pairs[name] for name in PAIR_COLUMNS), strict=True)
    rows = [row for values in columns for row in _rows(_pair(*values), everyone, options)]
    # Nullable types: `not_computable` leaves gaps that would turn counts into floats.
    table = pd.DataFrame(rows, columns=list(RESULT)).astype(RESULT)
    known = table["p_value"].notna()
    # What could not be computed is no test and must not make the others stricter.
    table.loc[known, "q_value"] = adjust(table.loc[known, "p_value"].to_numpy(float))
    table["test_count"], table["pair_count"] = int(known.sum()), len(pairs)
    # Again: what was assigned has plain types.
    return table.astype(RESULT)


def adjust(p_values: Numbers) -> Numbers:
    """Benjamini and Hochberg's (1995) adjusted p-values, in the order given."""
    count = len(p_values)
    # Stable: equal values keep their places, so the result has no chance in it.
    order = np.argsort(p_values, kind="stable")
    raised = p_values[order] * count / np.arange(1, count + 1)
    # From the largest down: a smaller p-value may never get a larger q-value.
    lowest = np.minimum.accumulate(raised[::-1])[::-1]
    result = np.empty(count)
    result[order] = np.minimum(lowest, 1.0)
    return result


def base_rate_words(share: float, direction: str, window_days: int) -> str:
    """The share of days near some award as a sentence."""
    percent = f"{share * 100:.0f} %"
    # Rounding must not print 0 % or 100 % of what is not none or all.
    if share < 0.005:
        percent = "0 %" if share == 0 else "less than 1 %"
    elif share > 0.995:
        percent = "100 %" if share == 1 else "more than 99 %"
    day = "included" if direction == "before" else "not included"
    return (
        f"{percent} of random days fall within {window_days} days {direction} "
        f"some new award of this contractor (the award's own day {day})"
    )


def _require(pairs: pd.DataFrame) -> None:
    missing = [name for name in PAIR_COLUMNS if name not in pairs.columns]
    if missing:
        raise ValueError(f"pairs have no column {', '.join(missing)}")
    if pairs["pair_id"].isna().any() or pairs["pair_id"].duplicated().any():
        raise ValueError("pair_id is null or stands twice: pairs have one row each")


def _calendar(table: pd.DataFrame) -> Calendar:
    """Everyone's gifts by day; rows without a day or a count are left out."""
    if table.empty:
        return calendar_of(np.empty(0, np.int64), np.empty(0))
    known = table[["day", "gift_count"]].dropna()
    days = known["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    counts = known["gift_count"].to_numpy(float)
    if (counts < 0).any():
        raise ValueError("the calendar has a negative gift_count")
    return calendar_of(days, counts)


def _pair(pair_id: Any, gifts: Any, awards: Any, first_day: Any, last_day: Any) -> Pair:
    """One row read: days in order, once each, within the period."""
    gift_days, award_days = days_of(gifts), days_of(awards)
    ends = days_of([first_day]), days_of([last_day])
    if not len(ends[0]) or not len(ends[1]):
        return Pair(str(pair_id), gift_days, award_days, None, None)
    period = int(ends[0][0]), int(ends[1][0])
    kept = [days[(days >= period[0]) & (days <= period[1])] for days in (gift_days, award_days)]
    lost = [len(gift_days) - len(kept[0]), len(award_days) - len(kept[1])]
    words = [f"{n} {name} day(s)" for n, name in zip(lost, ("gift", "award"), strict=True) if n]
    left_out = f"{' and '.join(words)} outside the period left out" if words else None
    return Pair(str(pair_id), kept[0], kept[1], period, left_out)


def _why_not(pair: Pair, episode_count: int, options: TimingOptions) -> str | None:
    """Why neither direction can be computed, if so."""
    if pair.period is None:
        return "the period in which both ledgers are loaded is not known"
    day_count = pair.period[1] - pair.period[0] + 1
    if day_count < 1:
        return "the period ends before it begins"
    # Dates in the records can be absurd, and arrays have one place for each day.
    if day_count > CENTURY_DAYS:
        return "the period is longer than a century"
    if not len(pair.awards):
        return "no new award in the period"
    if episode_count < options.min_episodes:
        return f"{episode_count} episode(s) of gifts in the period, {options.min_episodes} needed"
    if day_count < options.min_period_days:
        return f"the period has {day_count} days, {options.min_period_days} needed"
    return None


def _rows(pair: Pair, everyone: Calendar, options: TimingOptions) -> Iterator[dict[str, Any]]:
    """Both tests of a pair."""
    episodes = episodes_of(pair.gifts, options.gap_days)
    common = {
        "pair_id": pair.pair_id,
        "gift_day_count": len(pair.gifts),
        "episode_count": len(episodes.begins),
        "award_day_count": len(pair.awards),
    }
    reason = _why_not(pair, len(episodes.begins), options)
    # The second test tells mypy only: without a period there is a reason.
    if reason or pair.period is None:
        for direction in DIRECTIONS:
            yield common | {"direction": direction} | _not_computable(reason, pair)
        return
    placed = weighed_places(episodes, pair.period, everyone, options.scale_days)
    for direction in DIRECTIONS:
        near = near_days(pair.awards, pair.period, options.reach(direction))
        row, chances = _observe(episodes, placed, near, pair.period[0])
        row |= common | {"direction": direction}
        row["base_rate"] = base_rate_words(row["base_share"], direction, options.window_days)
        yield row | _outcome(row, pair, chances, options)


def _observe(
    episodes: Episodes, placed: tuple[Days, Numbers], near: Flags, first: int
) -> tuple[dict[str, Any], Numbers]:
    """How many episodes are near, how many days are, and each placebo episode's chance to be."""
    # The same test for what was and for the placebos: no difference can come of the counting.
    here = episodes.near(episodes.starts[:, None], first, near)
    places, weights = placed
    chances: Numbers = (weights * episodes.near(places, first, near)).sum(axis=1)
    return {"near_count": int(here.sum()), "base_share": float(near.mean())}, chances


def _outcome(
    row: dict[str, Any], pair: Pair, chances: Numbers, options: TimingOptions
) -> dict[str, Any]:
    """The law of one test's placebos and where the observed count stands in it."""
    # Where every day or none is near, all placebos are alike and tell nothing.
    if row["base_share"] in (0.0, 1.0):
        number = "no" if row["base_share"] == 0 else "every"
        side = f"within {options.window_days} days {row['direction']} a new award"
        return _not_computable(f"{number} day of the period is {side}", pair)
    # A sum of weights can come out a little above 1.
    law = count_law(np.clip(chances, 0.0, 1.0))
    return {
        "state": "computed",
        "reason": pair.left_out,
        "placebo_mean": float(chances.sum()),
        # 95 of 100 placebos have this many or fewer; rounding may leave the sum below 1.
        "placebo_high": int(np.searchsorted(np.cumsum(law), min(0.95, law.sum()))),
        # One-sided: as many or more. All terms are positive, so that a small tail is exact too;
        # what is too small for a float is still no zero.
        "p_value": float(np.clip(law[row["near_count"] :].sum(), np.finfo(float).tiny, 1.0)),
    }


def _not_computable(reason: str | None, pair: Pair) -> dict[str, Any]:
    said = "; ".join(text for text in (reason, pair.left_out) if text)
    return {"state": "not_computable", "reason": said}
