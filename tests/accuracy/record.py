"""What was measured, kept as sql/seeds/accuracy.csv: the page Methods shows it."""

from __future__ import annotations

import csv
from pathlib import Path

from etl.common.settings import SQL
from tests.accuracy.intervals import Score

RECORD = SQL / "seeds" / "accuracy.csv"
NAMES = ["measure_id", "title", "label_count"]
NAMES += ["precision_share", "precision_low_share", "precision_high_share"]
NAMES += ["recall_share", "recall_low_share", "recall_high_share"]


def recorded(measure_id: str, title: str, label_count: int, found: Score) -> list[str]:
    """One line: a measure that nothing was to be measured by is blank."""
    cells = [measure_id, title, str(label_count)]
    for value, interval in (
        (found.precision, found.precision_interval),
        (found.recall, found.recall_interval),
    ):
        cells += ["", "", ""] if value is None else [f"{x:.4f}" for x in (value, *interval)]
    return cells


def kept(ending: str, path: Path = RECORD) -> list[list[str]]:
    """The lines whose id ends so, as they stand: what was measured where the labels are."""
    with path.open(encoding="utf-8", newline="") as file:
        return [line for line in csv.reader(file) if line[0].endswith(ending)]


def write(lines: list[list[str]], path: Path = RECORD) -> None:
    """The lines below their header, each time the whole file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([NAMES, *lines])
