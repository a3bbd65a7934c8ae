"""How often unrelated series are taken for related, and planted effects found: `make timing`.

`python -m tests.timing [PAIRS]`: pairs per suite, 1,000 unless told.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from rich.console import Console
from rich.table import Table as Grid

from etl.build.timing import TimingOptions, time_pairs
from tests.accuracy.intervals import wilson
from tests.timing.naive import uniform_p_values
from tests.timing.series import HARDER, HELD, Suite, both, everyones_calendar, flat, series_pairs

SEED, LEVEL = 2026, 0.05
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8)
console = Console(width=110)


def false_positives(suite: Suite, count: int, seed: int) -> tuple[int, int, int, int]:
    """At p <= 0.05: hits and tests of the placebo, hits and tests of uniform random days."""
    pairs = series_pairs(suite, count, seed)
    found = time_pairs(pairs, everyones_calendar())["p_value"].dropna()
    plain = uniform_p_values(pairs, TimingOptions())
    plain_hits = sum(value <= LEVEL for value in plain)
    return int((found <= LEVEL).sum()), len(found), plain_hits, len(plain)


def power(suite: Suite, count: int, seed: int) -> tuple[int, int]:
    """Planted effects found at p <= 0.05 in the direction in which they were planted, and tests."""
    table = time_pairs(series_pairs(suite, count, seed), everyones_calendar())
    found = table.loc[table["direction"] == "before", "p_value"].dropna()
    return int((found <= LEVEL).sum()), len(found)


def planted(shape: Suite, gift_count: int, share: float) -> Suite:
    """A suite with an effect of this size; awards are between 8 and 40."""
    return replace(shape, gifts=(gift_count, gift_count), awards=(8, 40), share=share)


def main(count: int) -> None:
    """Both tables, and among how many tests one effect alone still stands."""
    _print_false_positives(count)
    _print_power(count)
    _print_lone()


def _print_lone() -> None:
    """Benjamini and Hochberg's bound: the smallest of m p-values passes while p x m <= 0.05."""
    for said, p_value in (("at best 99,999 drawn placebos", 1e-5), ("the exact law", 1e-9)):
        count = round(LEVEL / p_value)
        console.print(f"{said}: p = {p_value:.0e} alone passes among {count:,} tests at most")


def _print_false_positives(count: int) -> None:
    """Every suite with its interval; those that the target is set for stand first."""
    title = f"False positives, {count:,} pairs each (target: at most 5 %)"
    grid = Grid("unrelated series", "tests", "p <= 0.05", "95 %", "", "uniform days", title=title)
    for suite in HELD + HARDER:
        hits, tests, plain_hits, plain_tests = false_positives(suite, count, SEED)
        low, high = wilson(hits, tests)
        said = "at most 5 %" if high <= LEVEL else "above 5 %" if low > LEVEL else "not told apart"
        name = suite.name if suite in HELD else f"  {suite.name}"
        cells = f"{tests:,}", f"{hits / tests:.1%}", f"{low:.1%}-{high:.1%}", said
        grid.add_row(name, *cells, f"{plain_hits / plain_tests:.1%}")
    console.print(grid)


def _print_power(count: int) -> None:
    """By shape of the series, number of gift days and share of them that is moved."""
    title = f"Found at p <= 0.05: gifts moved to 0-30 days before an award, {count:,} pairs"
    grid = Grid("series", "gift days", *(f"{share:.0%}" for share in SHARES), title=title)
    for shape in (Suite("flat", flat), Suite("growth, season", both)):
        for gift_count in (6, 10, 20, 40):
            cells = []
            for share in SHARES:
                hits, tests = power(planted(shape, gift_count, share), count, SEED)
                low, high = wilson(hits, tests)
                cells.append(f"{hits / tests:.0%} ({low * 100:.0f}-{high * 100:.0f})")
            grid.add_row(shape.name, str(gift_count), *cells)
    console.print(grid)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
