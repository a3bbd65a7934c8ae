"""m and u of each comparison level, counted on labelled candidate pairs of the training seeds.

m is the share of true pairs that show a level, u that of false ones. `--write` puts them into
sql/seeds/names/match_weight.csv; the weights beside them stay as they are (sql/entities/README.md).
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from rich.console import Console

from etl.build.models import seed_paths
from tests.accuracy.labels.contractors import register
from tests.accuracy.labels.employers import employer_labels
from tests.accuracy.labels.people import people_rows
from tests.accuracy.measure import person_database, resolved_database

SEEDS = range(11, 19)
console = Console(width=110, highlight=False)
WEIGHTS = seed_paths()["match_weight"]
FIRM = ("name", "extra", "missing", "rarity", "place", "form", "use")
PERSON = (
    "last", "first", "middle", "suffix", "title", "place", "employer", "occupation", "rarity",
)  # fmt: skip


@dataclass
class Levels:
    """How often each (comparison, level) was seen among true and among false pairs."""

    true_pairs: int = 0
    false_pairs: int = 0
    true_count: Counter[tuple[str, str]] = field(default_factory=Counter)
    false_count: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, levels: dict[str, str], is_true: bool) -> None:
        """One candidate pair."""
        count = self.true_count if is_true else self.false_count
        count.update(levels.items())
        self.true_pairs += is_true
        self.false_pairs += not is_true

    def share(self, comparison: str, level: str) -> tuple[float, float]:
        """m and u, each with half a pair added so that none is zero."""
        key = (comparison, level)
        return (
            (self.true_count[key] + 0.5) / (self.true_pairs + 1),
            (self.false_count[key] + 0.5) / (self.false_pairs + 1),
        )


def firm_levels() -> Levels:
    """Candidate pairs of employer labels and firms."""
    found = Levels()
    for seed in SEEDS:
        registrations = register(seed)
        labels = employer_labels(seed, registrations)
        firms = {"uei:" + row.uei: row.firm_id for row in registrations}
        truth = {label.label_id: label.firm_id for label in labels}
        with TemporaryDirectory() as folder:
            engine = resolved_database(Path(folder), registrations, labels)
            for row in _rows(engine, _FIRM_PAIRS):
                firm = firms.get(row["cluster_id"])
                is_true = firm is not None and firm == truth[row["label_id"]]
                found.add({name: row[f"{name}_level"] for name in FIRM}, is_true)
    return found


def person_levels() -> Levels:
    """Candidate pairs of appearances."""
    found = Levels()
    for seed in SEEDS:
        rows = people_rows(seed)
        truth = {row.row_id: row.person_id for row in rows}
        with TemporaryDirectory() as folder:
            engine = person_database(Path(folder), rows)
            for row in _rows(engine, _PERSON_PAIRS):
                is_true = truth[row["left_row"]] == truth[row["right_row"]]
                levels = {f"person_{name}": row[f"{name}_level"] for name in PERSON}
                found.add(levels, is_true)
    return found


def _rows(engine: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, str]]:
    found = engine.execute(sql)
    titles = [column[0] for column in found.description or []]
    return [dict(zip(titles, row, strict=True)) for row in found.fetchall()]


def main(is_written: bool) -> None:
    """Print the table, and write it where asked."""
    firm, person = firm_levels(), person_levels()
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["comparison"].endswith("prior"):
            continue
        counted = person if row["comparison"].startswith("person_") else firm
        m, u = counted.share(row["comparison"], row["level"])
        row["m"], row["u"] = f"{m:.4f}", f"{u:.4f}"
        console.print(f"{row['comparison']:20}{row['level']:20}{m:8.4f}{u:8.4f}{row['weight']:>7}")
    if is_written:
        with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


_FIRM_PAIRS = """
select match.* exclude (mention_id), label.label_id
from entities.match as match
inner join label
    on trim(label.employer) = match.name and label.state_code is not distinct from match.state_code
"""

_PERSON_PAIRS = """
select match.* exclude (left_key, right_key), one.row_id as left_row, other.row_id as right_row
from entities.person_match as match
inner join (select key, min(row_id) as row_id from row group by key) as one
    on match.left_key = one.key
inner join (select key, min(row_id) as row_id from row group by key) as other
    on match.right_key = other.key
"""


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
