"""Where an episode of gifts could as well have stood: the same day of other years, weighed.

A gift near an award says little by itself: both ledgers grow, and both have seasons (the fiscal
year ends on an FEC deadline). So a placebo keeps the awards where they are and moves each episode
of gifts rigidly to the same calendar day of some year of the period, its own included:

* Every season stays what it was, however sharp, and whether or not others share it: no season is
  estimated, so none is smoothed away.
* A year is drawn in proportion to how much this pair's other episodes lie around that date in that
  year, which keeps growth, pauses and clusters, times how much everyone gave around that date
  beside the rest of that year, which keeps elections.

What repeats in the same weeks every year therefore tells nothing: the placebos repeat it too. A
swell of a few months that both series share by chance is not kept; `python -m tests.timing` says
how often that deceives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Days = NDArray[np.int64]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

# A fortnight around a date shows a deadline; half a year to each side is the year around it.
NEAR_DAYS, YEAR_DAYS = 7, 182
# So many gifts in a year say as much as the year's own: a sparse calendar tells little.
PRIOR_GIFTS = 30.0


@dataclass(frozen=True)
class Calendar:
    """Gifts of the whole database: `total[i]` were given before day `first + i`."""

    first: int
    total: Numbers

    def around(self, days: Days, radius: int) -> tuple[Numbers, Numbers]:
        """Gifts within `radius` days of each day, and how many of those days the calendar has."""
        low, high = (
            # Beyond its ends the calendar knows nothing: such days are not counted as days without
            # gifts.
            np.clip(edge - self.first, 0, len(self.total) - 1)
            for edge in (days - radius, days + radius + 1)
        )
        return self.total[high] - self.total[low], (high - low).astype(float)


@dataclass(frozen=True)
class Episodes:
    """Gift days in order, and the positions among them where an episode begins."""

    days: Days
    begins: Days

    @property
    def starts(self) -> Days:
        """The first day of each."""
        return self.days[self.begins]

    @property
    def offsets(self) -> Days:
        """Of each gift day, how long after the start of its episode."""
        offsets: Days = self.days - np.repeat(self.starts, self._sizes)
        return offsets

    @property
    def _sizes(self) -> Days:
        sizes: Days = np.diff(np.append(self.begins, len(self.days)))
        return sizes

    def spans(self) -> Days:
        """Of each episode, how long after its start it ends."""
        spans: Days = self.offsets[np.append(self.begins[1:], len(self.days)) - 1]
        return spans

    def near(self, places: Days, first: int, near: Flags) -> Flags:
        """Whether any gift of an episode (row) is near an award when it starts at each place."""
        moved = np.repeat(places, self._sizes, axis=0) + self.offsets[:, None] - first
        # Places outside the period have no weight; the clip only keeps the look-up within the
        # array.
        by_gift = near[np.clip(moved, 0, len(near) - 1)]
        by_episode: Flags = np.logical_or.reduceat(by_gift, self.begins, axis=0)
        return by_episode


def days_of(value: Any) -> Days:
    """Distinct days since 1970, in order, of a list of dates of any make; nulls are left out."""
    if not pd.api.types.is_list_like(value):
        if pd.isna(value):
            return np.empty(0, np.int64)
        raise TypeError(f"{value!r} is not a list of dates")
    # DuckDB gives a list with a null in it as a masked array.
    if isinstance(value, np.ma.MaskedArray):
        value = value.compressed()
    array = np.asarray(value)
    if array.dtype.kind != "M":
        known = [day for day in value if not pd.isna(day)]
        # NumPy would take a number for so many units since 1970.
        if any(isinstance(day, (int, float)) for day in known):
            raise TypeError(f"{value!r} is not a list of dates")
        # Microseconds: pandas' nanoseconds end in 2262, and dates can be absurd.
        array = np.array(known, dtype="datetime64[us]")
    whole = array.astype("datetime64[D]")
    return np.unique(whole[~np.isnat(whole)].astype(np.int64))


def calendar_of(days: Days, counts: Numbers) -> Calendar:
    """A calendar of days and counts in any order; empty when there are none."""
    if not len(days):
        return Calendar(0, np.zeros(1))
    first = int(days.min())
    by_day = np.bincount(days - first, weights=counts)
    # A zero in front, so that `total[i]` leaves day i out.
    return Calendar(first, np.concatenate([[0.0], np.cumsum(by_day)]))


def episodes_of(days: Days, gap_days: int) -> Episodes:
    """Gift days at most `gap_days` after the one before belong to its episode."""
    # What is put in front lies just too far back: the first gift always begins an episode.
    begins = np.flatnonzero(np.diff(days, prepend=days[:1] - gap_days - 1) > gap_days)
    return Episodes(days, begins)


def near_days(awards: Days, period: tuple[int, int], reach: tuple[int, int]) -> Flags:
    """Of each day of the period: whether it is `reach[0]` to `reach[1]` days from some award."""
    first, last = period
    edges = np.zeros(last - first + 2, np.int64)
    # A rise where an award's days begin and a fall behind their end: the sum is how many cover a
    # day.
    for days, step in ((awards + reach[0], 1), (awards + reach[1] + 1, -1)):
        # `edges[i] += 1` would count several awards of one day once.
        np.add.at(edges, np.clip(days - first, 0, len(edges) - 1), step)
    return np.cumsum(edges)[:-1] > 0


def same_day_of_years(starts: Days, period: tuple[int, int]) -> Days:
    """The calendar day of each start (row) in each year of the period (column).

    29 February is 1 March in a year without it.
    """
    dates = starts.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    first, last = (
        int(np.datetime64(day, "D").astype("datetime64[Y]").astype(int)) for day in period
    )
    # In months, so that every year has its own calendar; adding 365 days would drift.
    shift = np.arange(first, last + 1) - dates.astype("datetime64[Y]").astype(np.int64)[:, None]
    moved: Days = (months[:, None] + 12 * shift).astype("datetime64[D]").astype(np.int64)
    # The day within the month; 28 days past 1 February is 1 March where there is no 29th.
    moved += (dates - months).astype(np.int64)[:, None]
    return moved


def own_rate(places: Days, starts: Days, period: tuple[int, int], scale_days: float) -> Numbers:
    """How much the pair gave around each place of an episode (row), that episode left out.

    A Cauchy kernel: half its height at `scale_days`, tails over years, so that no place is
    impossible; what of it falls outside the period is made up for.
    """
    rate = np.empty(places.shape)
    # Year by year: all at once is episodes × years × episodes numbers.
    for year, column in enumerate(places.T):
        kernel = 1.0 / (1.0 + ((column[:, None] - starts) / scale_days) ** 2)
        # An episode must not vouch for its own date.
        np.fill_diagonal(kernel, 0.0)
        rate[:, year] = kernel.sum(axis=1)
    # The integral of the kernel: near an end of the period a part of it looks at days without
    # records.
    before = np.arctan((period[0] - 0.5 - places) / scale_days)
    after = np.arctan((period[1] + 0.5 - places) / scale_days)
    # Outside the period the share can be next to nothing: such places get no weight, yet must not
    # divide by 0.
    inside: Numbers = np.maximum(after - before, 1e-9)
    return rate / inside


def season_rate(places: Days, gifts: Days, calendar: Calendar) -> Numbers:
    """How much everyone else gave around each place, as a ratio to the whole year around it."""
    near, near_span = calendar.around(places, NEAR_DAYS)
    year, year_span = calendar.around(places, YEAR_DAYS)
    # The pair's own gifts are in the calendar too and would vouch for themselves.
    near = np.maximum(near - _within(gifts, places, NEAR_DAYS), 0.0)
    year = np.maximum(year - _within(gifts, places, YEAR_DAYS), 0.0)
    scaled = near * year_span / np.maximum(near_span, 1.0)
    # The prior pulls a sparse calendar to 1, which is no season at all.
    return np.where(near_span > 0, (scaled + PRIOR_GIFTS) / (year + PRIOR_GIFTS), 1.0)


def _within(gifts: Days, places: Days, radius: int) -> Numbers:
    """How many of the pair's own gift days lie within `radius` days of each place."""
    after = np.searchsorted(gifts, places + radius, side="right")
    return (after - np.searchsorted(gifts, places - radius)).astype(float)


def weighed_places(
    episodes: Episodes, period: tuple[int, int], calendar: Calendar, scale_days: float
) -> tuple[Days, Numbers]:
    """Where each episode (row) may be moved, and the probability of each place."""
    places = same_day_of_years(episodes.starts, period)
    fits = (places >= period[0]) & (places + episodes.spans()[:, None] <= period[1])
    rate = own_rate(places, episodes.starts, period, scale_days) * fits
    weight = rate * season_rate(places, episodes.days, calendar)
    # Never 0 / 0: its own year always fits, and the kernel's tails are never 0.
    return places, weight / weight.sum(axis=1, keepdims=True)


def count_law(chances: Numbers) -> Numbers:
    """The probability of each count of near episodes, each being near by its own chance."""
    law = np.zeros(len(chances) + 1)
    law[0] = 1.0
    # One episode after the other (Poisson binomial): exact, where a normal curve fails for small
    # counts.
    for chance in chances:
        law[1:] = law[1:] * (1 - chance) + law[:-1] * chance
        law[0] *= 1 - chance
    return law
