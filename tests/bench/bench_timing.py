"""How fast pairs are timed against placebos, beside the same test as a plain Python loop.

Run: `python -m tests.bench.bench_timing [PAIRS] [SAMPLE]` (10,000 and 50 unless told). Pairs of 4
to 60 gift days and 1 to 300 award days over twelve years, growing and seasonal. The loop moves
every episode 999 times on the sample, and its time is scaled to all pairs; the places and weights
that it draws from are made by loops too, and timed apart. The target is 10,000 pairs in 60 s; it
prints figures and asserts none.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from etl.build.timing import DIRECTIONS, TimingOptions, time_pairs
from tests.bench.measure import FLAG, Figures, answer, bench_folder, measured, said
from tests.timing.naive import grouped, loop_p_value, near_set, weighed
from tests.timing.series import Suite, both, everyones_calendar, series_pairs

MODULE = "tests.bench.bench_timing"
PAIRS, SAMPLE = 10_000, 50
SUITE = Suite("bench", both, gifts=(4, 60), awards=(1, 300))


def vectorised(data: Path, count: str) -> Figures:
    """All pairs by etl.build.timing."""
    pairs, calendar = series_pairs(SUITE, int(count), 1), everyones_calendar()
    start = time.perf_counter()
    table = time_pairs(pairs, calendar)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "tests": float((table["state"] == "computed").sum())}


def loop(data: Path, count: str) -> Figures:
    """A few pairs, one episode after another, 999 times; and how far p is from the build's."""
    pairs, calendar = series_pairs(SUITE, int(count), 1), everyones_calendar()
    table = time_pairs(pairs, calendar)
    counts = dict(zip(map(_day, calendar["day"]), calendar["gift_count"], strict=True))
    start, weighing, apart = time.perf_counter(), 0.0, [0.0]
    for number, row in enumerate(pairs.itertuples()):
        begun = time.perf_counter()
        gifts, awards = ([_day(day) for day in days] for days in (row.gift_days, row.award_days))
        period = _day(row.first_day), _day(row.last_day)
        places = weighed(gifts, period, counts, TimingOptions())
        weighing += time.perf_counter() - begun
        for side, direction in enumerate(DIRECTIONS):
            result = table.iloc[2 * number + side]
            near = near_set(awards, period, direction, 30)
            if result["state"] == "computed":
                observed = sum(any(day in near for day in one) for one in grouped(gifts, 7))
                p_value = loop_p_value(places, observed, near, number)
                apart.append(abs(p_value - result["p_value"]))
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "weighing": weighing, "apart": max(apart)}


def _day(value: Any) -> date:
    return pd.Timestamp(np.datetime64(value, "D")).date()


def main(count: int, sample: int) -> None:
    """The loop scaled, then ours, which needs no drawing."""
    with bench_folder("timing") as folder:
        plain = measured(MODULE, "loop", folder, sample)
        print(
            f"{count:,} pairs; the loop took {plain['seconds']:.1f} s for {sample} of them, "
            f"{plain['weighing']:.1f} s of it for places and weights; "
            f"its p-values are at most {plain['apart']:.3f} from ours",
            flush=True,
        )
        scaled = plain | {"seconds": plain["seconds"] * count / sample}
        said("loop, scaled", count, scaled, scaled)
        figures = measured(MODULE, "vectorised", folder, count)
        ratio = scaled["seconds"] / figures["seconds"]
        moving = ratio * (1 - plain["weighing"] / plain["seconds"])
        said("exact law", count, figures, scaled)
        print(
            f"{figures['tests']:,.0f} tests in {figures['seconds']:.1f} s (target 60 s), "
            f"{ratio:,.0f} times as fast as the loop ({moving:,.0f} with its places given)",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == [FLAG]:
        answer({"vectorised": vectorised, "loop": loop}, sys.argv[2:])
    else:
        given = [int(n) for n in sys.argv[1:3]]
        main(*(given + [PAIRS, SAMPLE][len(given) :]))
