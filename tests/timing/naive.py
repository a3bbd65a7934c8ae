"""What anyone would try first, and the same test written as a plain loop: to compare with."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product

import numpy as np
import pandas as pd

from etl.build.placebo import PRIOR_GIFTS, Days, Numbers, count_law, days_of, near_days
from etl.build.timing import DIRECTIONS, TimingOptions

Counts = dict[date, int]


def uniform_p_values(pairs: pd.DataFrame, options: TimingOptions) -> list[float]:
    """Each gift day as likely on any day of the period: exact tails, both directions."""
    found = []
    for row in pairs.itertuples():
        first, last = (int(days_of([day])[0]) for day in (row.first_day, row.last_day))
        gifts, awards = days_of(row.gift_days), days_of(row.award_days)
        gifts = gifts[(gifts >= first) & (gifts <= last)]
        awards = awards[(awards >= first) & (awards <= last)]
        for direction in DIRECTIONS:
            near = near_days(awards, (first, last), options.reach(direction))
            law = count_law(np.full(len(gifts), near.mean()))
            if 0 < near.mean() < 1:
                found.append(float(law[int(near[gifts - first].sum()) :].sum()))
    return found


def grouped(days: Sequence[date], gap_days: int) -> list[list[date]]:
    """Gift days in episodes."""
    groups: list[list[date]] = []
    for day in sorted(set(days)):
        if groups and (day - groups[-1][-1]).days <= gap_days:
            groups[-1].append(day)
        else:
            groups.append([day])
    return groups


def is_near(day: date, awards: Sequence[date], direction: str, window: int) -> bool:
    """Whether a day is near some award; `awards` in order."""
    if direction == "before":
        place = bisect_left(awards, day)
        return place < len(awards) and (awards[place] - day).days <= window
    place = bisect_left(awards, day) - 1
    return place >= 0 and (day - awards[place]).days <= window


def moved_to(year: int, day: date) -> date:
    """The same day of another year; 29 February is 1 March where there is none."""
    if (day.month, day.day) == (2, 29):
        return date(year, 2, 28) + timedelta(days=1)
    return day.replace(year=year)


def _season(day: date, gifts: Sequence[date], calendar: Counts) -> float:
    """Everyone else's gifts around a day, as a ratio to the year around it."""
    if not calendar:
        return 1.0
    first, last = min(calendar), max(calendar)
    sums, spans = [], []
    for radius in (7, 182):
        around = [day + timedelta(days=k) for k in range(-radius, radius + 1)]
        own = sum(abs((gift - day).days) <= radius for gift in set(gifts))
        sums.append(max(0.0, sum(calendar.get(one, 0) for one in around) - own))
        spans.append(sum(first <= one <= last for one in around))
    if not spans[0]:
        return 1.0
    return (sums[0] * spans[1] / spans[0] + PRIOR_GIFTS) / (sums[1] + PRIOR_GIFTS)


def _rate(place: date, others: Sequence[date], period: tuple[date, date], scale: float) -> float:
    """The pair's other episodes around a place."""
    total = sum(1 / (1 + ((place - start).days / scale) ** 2) for start in others)
    ends = [
        np.arctan(((day - place).days + half) / scale)
        for day, half in zip(period, (-0.5, 0.5), strict=True)
    ]
    return float(total / max(ends[1] - ends[0], 1e-9))


def weighed(
    gifts: Sequence[date], period: tuple[date, date], calendar: Counts, options: TimingOptions
) -> list[list[tuple[list[date], float]]]:
    """Each episode's places in the years of the period, with weights."""
    groups = grouped(gifts, options.gap_days)
    found = []
    for number, group in enumerate(groups):
        others = [other[0] for k, other in enumerate(groups) if k != number]
        places = []
        for year in range(period[0].year, period[1].year + 1):
            start = moved_to(year, group[0])
            moved = [start + (day - group[0]) for day in group]
            if period[0] <= moved[0] and moved[-1] <= period[1]:
                rate = _rate(start, others, period, options.scale_days)
                places.append((moved, rate * _season(start, gifts, calendar)))
        found.append(places)
    return found


def loop_p_value(
    places: list[list[tuple[list[date], float]]], observed: int, near: set[date], seed: int
) -> float:
    """999 placebos by moving one episode after another."""
    rng, as_high = random.Random(seed), 0
    for _ in range(999):
        count = 0
        for options in places:
            moved = rng.choices([p for p, _ in options], [w for _, w in options])[0]
            count += any(day in near for day in moved)
        as_high += count >= observed
    return (1 + as_high) / 1000


def enumerated_law(places: list[list[tuple[list[date], float]]], near: set[date]) -> list[float]:
    """The probability of each count, by going through every combination of places."""
    law = [0.0] * (len(places) + 1)
    totals = [sum(weight for _, weight in options) for options in places]
    for chosen in product(*places):
        chance = 1.0
        for (_, weight), total in zip(chosen, totals, strict=True):
            chance *= weight / total
        law[sum(any(day in near for day in moved) for moved, _ in chosen)] += chance
    return law


def enumerated_tail(
    places: list[list[tuple[list[date], float]]], near: set[date], least: int
) -> float:
    """The probability of so many near episodes or more, episode by episode."""
    law = {0: 1.0}
    for options in places:
        total = sum(weight for _, weight in options)
        chance = sum(w for days, w in options if any(day in near for day in days)) / total
        counts = {count + step for count in law for step in (0, 1)}
        law = {
            count: law.get(count, 0.0) * (1 - chance) + law.get(count - 1, 0.0) * chance
            for count in counts
        }
    return sum(chance for count, chance in law.items() if count >= least)


def drawn_counts(chances: Numbers, draw_count: int, rng: np.random.Generator) -> Days:
    """How many of `draw_count` placebos have each count: every episode tossed by its own chance."""
    tossed = rng.random((draw_count, len(chances))) < chances
    return np.bincount(tossed.sum(axis=1), minlength=len(chances) + 1)


def near_set(
    awards: Sequence[date], period: tuple[date, date], direction: str, window: int
) -> set[date]:
    """All days of the period that are near some award."""
    span = (period[1] - period[0]).days + 1
    days = (period[0] + timedelta(days=k) for k in range(span))
    return {day for day in days if is_near(day, sorted(awards), direction, window)}
