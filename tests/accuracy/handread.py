"""The random sample of real employers that was read by hand, as row ids and verdicts only.

`python -m tests.accuracy.handread DATABASE` counts the verdicts in `handread.csv` again, against a
database built from the same public files: a verdict holds while the answer is the same.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import duckdb
from rich.console import Console

from tests.accuracy.intervals import wilson

VERDICTS = Path(__file__).with_name("handread.csv")
console = Console(width=110, highlight=False)

# an employer and a state in the order of a hash, so that anyone draws the same sample
SAMPLE = """
select
    md5(concat_ws('|', found.employer, coalesce(found.state_code, ''))) as row_id,
    coalesce(found.organization_id, best.cluster_id) as entity_id,
    found.employer,
    found.state_code,
    best.firm_name,
    organization.name as entity_name,
    round(best.probability, 2) as probability,
    best.name_level,
    best.place_level
from entities.employer_match as found
inner join entities.match as best on found.mention_id = best.mention_id and best.rank = 1
left join entities.organization as organization
    on coalesce(found.organization_id, best.cluster_id) = organization.organization_id
where
    found.until_date is null
    and (found.organization_id is not null) = ?
    and best.probability >= 0.05
order by md5(concat_ws('|', 'sample', found.employer, coalesce(found.state_code, '')))
limit ?
"""


def sample(engine: duckdb.DuckDBPyConnection, is_linked: bool, size: int) -> list[tuple[str, ...]]:
    """Names drawn at random: row_id, entity_id, and what a reader needs to judge them."""
    return engine.execute(SAMPLE, [is_linked, size]).fetchall()


def main(database: str) -> None:
    """How many of the links are right, and how many of the open names are rightly open."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        read = {(row["row_id"], row["entity_id"]): row for row in csv.DictReader(file)}
    with duckdb.connect(database, read_only=True) as engine:
        for is_linked, size, title in ((True, 200, "links"), (False, 100, "open names")):
            rows = sample(engine, is_linked, size)
            verdicts = Counter(
                read[row[:2]]["verdict"] if row[:2] in read else "unread" for row in rows
            )
            low, high = wilson(verdicts["right"], len(rows) - verdicts["unread"])
            counted = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
            console.print(f"{title}: {counted}; right {low:.3f} to {high:.3f}")


if __name__ == "__main__":
    main(sys.argv[1])
