"""Invented gifts and awards: unrelated series of every shape that deceives, and planted effects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

FIRST, LAST = np.datetime64("2013-01-01"), np.datetime64("2024-12-31")
SPAN = int((LAST - FIRST).astype(int)) + 1
DAYS = FIRST + np.arange(SPAN)
YEARS = DAYS.astype("datetime64[Y]").astype(int) + 1970
DAY_OF_YEAR = (DAYS - DAYS.astype("datetime64[Y]").astype("datetime64[D]")).astype(int)
WEEKDAY = (DAYS.astype(int) + 3) % 7
COLUMNS = ["pair_id", "gift_days", "award_days", "first_day", "last_day"]

Rate = NDArray[np.float64]
Positions = NDArray[np.int64]
Rates = Callable[[np.random.Generator], tuple[Rate, Rate]]


@dataclass(frozen=True)
class Suite:
    """One shape of series: the rates of gifts and awards of a pair, and how many days of each.

    `share` of the gifts is moved to 0 to 30 days before a new award: a planted effect.
    """

    name: str
    rates: Rates
    gifts: tuple[int, int] = (6, 60)
    awards: tuple[int, int] = (3, 120)
    follows: str = ""
    first: np.datetime64 = FIRST
    share: float = 0.0


def flat(rng: np.random.Generator) -> tuple[Rate, Rate]:
    """Gifts on any day, awards on working days."""
    return np.ones(SPAN), np.where(WEEKDAY < 5, 1.0, 0.02)


def growing(rng: np.random.Generator) -> tuple[Rate, Rate]:
    """Both twenty times as much after eight years (ninety times after the whole twelve)."""
    growth = np.exp(np.log(20.0) * np.arange(SPAN) / (8 * 365.25))
    return growth, growth * flat(rng)[1]


def september(rng: np.random.Generator) -> tuple[Rate, Rate]:
    """Awards at the fiscal year's end, gifts at the quarters' ends, the third above all."""
    quarters = ((89, 6), (180, 8), (272, 25), (364, 6))
    gifts = 0.3 + sum(_peak(day, 2.5) * size for day, size in quarters)
    return gifts, (0.4 + 20 * _peak(268, 5.0)) * flat(rng)[1]


def election(rng: np.random.Generator) -> tuple[Rate, Rate]:
    """Gifts before the elections of even years, and as it happens awards too."""
    even = np.where(YEARS % 2 == 0, 1.0, 0.15)
    awards = (0.4 + 6 * _peak(295, 12)) * flat(rng)[1]
    return even * (0.3 + 8 * _peak(290, 15)), even * awards


def own_season(rng: np.random.Generator) -> tuple[Rate, Rate]:
    """Weeks of the year of this pair alone, in both series, which no calendar shows."""
    centre, width = int(rng.integers(365)), float(rng.uniform(3, 12))
    late = int(centre + rng.integers(-5, 25)) % 365
    return 0.15 + 12 * _peak(centre, width), (0.15 + 12 * _peak(late, width)) * flat(rng)[1]


def seasonal(rng: np.random.Generator) -> tuple[Rate, Rate]:
    """One of the three seasons."""
    return (september, election, own_season)[rng.integers(3)](rng)


def both(rng: np.random.Generator) -> tuple[Rate, Rate]:
    """Growth and a season together."""
    season, growth = seasonal(rng), growing(rng)
    return season[0] * growth[0], season[1] * growth[0]


def started(rng: np.random.Generator) -> tuple[Rate, Rate]:
    """Next to nothing before some year, with seasons after it, on both sides."""
    start = int(rng.integers(SPAN // 4, SPAN * 3 // 4))
    risen = np.where(np.arange(SPAN) < start, 0.02, 1.0)
    season = seasonal(rng)
    return season[0] * risen, season[1] * risen


def swelling(scale_days: float) -> Rates:
    """A common rise and fall of both that is neither growth nor season, about so many days long."""

    def rates(rng: np.random.Generator) -> tuple[Rate, Rate]:
        knots = np.arange(0, SPAN + scale_days, scale_days)
        curve = np.exp(np.interp(np.arange(SPAN), knots, rng.normal(0, 1.0, len(knots))))
        return curve, curve * flat(rng)[1]

    return rates


# What the issue asks to hold, then what else deceives; the last two no placebo of ours can keep.
HELD = (
    Suite("growth", growing),
    Suite("season: end of September", september),
    Suite("season: elections", election),
    Suite("season: the pair's own", own_season),
    Suite("growth and season", both),
)
HARDER = (
    Suite("flat", flat),
    Suite("growth, season, bursts", both, follows="burst"),
    Suite("growth, season, self-exciting", both, follows="echo"),
    Suite("self-exciting", flat, follows="echo"),
    Suite("a start in some year", started),
    Suite("few gifts (4-7)", both, gifts=(4, 7)),
    Suite("many gifts (150-300)", both, gifts=(150, 300)),
    Suite("few awards (1-3)", both, awards=(1, 3)),
    Suite("many awards (250-500)", both, awards=(250, 500)),
    Suite("three years loaded", both, gifts=(10, 80), first=np.datetime64("2022-01-01")),
    Suite("common swell of 2 years", swelling(730)),
    Suite("common swell of 1 year", swelling(365)),
    Suite("common swell of 4 months", swelling(120)),
)


def series_pairs(suite: Suite, count: int, seed: int) -> pd.DataFrame:
    """Pairs of a suite, unrelated beyond their rates unless it plants an effect."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(count):
        gift_rate, award_rate = suite.rates(rng)
        awards = _drawn(award_rate, _between(suite.awards, rng), rng)
        gifts = _gifts(suite, gift_rate, rng)
        gifts = _planted(gifts, awards, suite.share, rng)
        gifts = np.unique(gifts[(gifts >= 0) & (gifts < SPAN)])
        rows.append((f"{suite.name} {number}", DAYS[gifts], DAYS[awards], suite.first, LAST))
    return pd.DataFrame(rows, columns=COLUMNS)


def everyones_calendar(seed: int = 1) -> pd.DataFrame:
    """Gifts of a whole database by day: growth, quarters' ends, elections."""
    even = YEARS % 2 == 0
    rate = 20 * np.exp(np.log(4.0) * np.arange(SPAN) / SPAN) * np.where(even, 1.5, 0.7)
    rate = rate * (1 + sum(3 * _peak(day, 2.5) for day in (89, 180, 272, 364)))
    rate = rate * (1 + np.where(even, 2 * _peak(290, 20), 0.0))
    return pd.DataFrame({"day": DAYS, "gift_count": np.random.default_rng(seed).poisson(rate)})


def _peak(centre: int, width: float) -> Rate:
    """One on a day of the year, falling off around it."""
    distance = np.abs(DAY_OF_YEAR - centre)
    return np.exp(-0.5 * (np.minimum(distance, 365 - distance) / width) ** 2)


def _between(limits: tuple[int, int], rng: np.random.Generator) -> int:
    return int(rng.integers(limits[0], limits[1] + 1))


def _drawn(rate: Rate, count: int, rng: np.random.Generator) -> Positions:
    """So many days (equal ones merged) in proportion to the rate."""
    return np.unique(np.searchsorted(np.cumsum(rate) / rate.sum(), rng.random(count)))


def _gifts(suite: Suite, rate: Rate, rng: np.random.Generator) -> Positions:
    """Gift days: alone, in bursts of up to five within nine days, or echoing for weeks."""
    count = _between(suite.gifts, rng)
    if suite.follows == "burst":
        days = _drawn(rate, max(4, count // 3), rng)
        days = np.repeat(days, rng.integers(1, 6, len(days)))
        return days + rng.integers(0, 9, len(days))
    if suite.follows == "echo":
        return _echoing(_drawn(rate, max(3, count * 2 // 5), rng), rng)
    return _drawn(rate, count, rng)


def _echoing(days: Positions, rng: np.random.Generator) -> Positions:
    """Each gift brings 0.6 more on average, some three weeks later, and these bring more."""
    waves = [days]
    while len(days) and sum(map(len, waves)) < 400:
        days = np.repeat(days, rng.poisson(0.6, len(days)))
        days = days + rng.exponential(21, len(days)).astype(int) + 1
        waves.append(days)
    return np.concatenate(waves)


def _planted(
    gifts: Positions, awards: Positions, share: float, rng: np.random.Generator
) -> Positions:
    """A share of the gifts moved to 0 to 30 days before one award each."""
    is_moved = rng.random(len(gifts)) < share
    moved = rng.choice(awards, len(gifts)) - rng.integers(0, 31, len(gifts))
    return np.where(is_moved, moved, gifts)
