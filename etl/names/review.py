"""Human judgements on pairs of names: kept as lines in git, one for each answer."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import duckdb

from etl.build.stated import add_lines, read_stated
from etl.common.database import query_rows
from etl.common.queries import read_query
from etl.common.settings import SQL, ThroughlineError
from etl.names.judged import Judged

JUDGEMENTS = SQL / "seeds" / "judgement.csv"


@dataclass(frozen=True)
class Judgement:
    """One answer: two references, same | different | unsure, why, by whom, when (ISO)."""

    left: str
    right: str
    verdict: str
    reason: str
    by: str
    date: str


HEADER = [field.name for field in fields(Judgement)]
SIDES = HEADER[:2]


def append_judgement(judgement: Judgement, path: Path = JUDGEMENTS) -> bool:
    """Add a line to the judgements, whole or not at all; false where it stands there already.

    Raises ThroughlineError for what a build would refuse (a verdict, a reason, a name or a day that
    is missing or unknown), and for a file that cannot be written or has another header.
    """
    for name in HEADER:
        value = getattr(judgement, name)
        # One judgement, one line: git merges and shows lines. A name is as the record has it.
        if "\0" in value or (name not in SIDES and ("\n" in value or "\r" in value)):
            raise ThroughlineError(f"{name} must be one line")
    return bool(add_lines("judgement", path, [astuple(judgement)]))


def review_queue(
    engine: duckdb.DuckDBPyConnection, kind: str | None = None, path: Path = JUDGEMENTS
) -> list[dict[str, Any]]:
    """Doubtful pairs, the most money first; those judged since the build are left out.

    `kind` is firm or person, None for both.
    """
    found = query_rows(engine, read_query("review/pairs"), {"kind": kind})
    judged = {frozenset(pair) for pair in judged_pairs(path)}
    # The database knows the judgements of its build only.
    return [
        pair for pair in found if frozenset((pair["left_ref"], pair["right_ref"])) not in judged
    ]


def judged_pairs(path: Path = JUDGEMENTS) -> set[tuple[str, str]]:
    """The pairs that have been answered, also those that no build has seen yet."""
    return {(judged.left_ref, judged.right_ref) for judged in read_judged(path)}


def read_judged(path: Path = JUDGEMENTS) -> list[Judged]:
    """Every judgement that is kept, also those that no build has seen yet, the newest first."""
    with read_stated("judgement", path) as engine:
        return [Judged(**row) for row in query_rows(engine, read_query("review/judged"))]


def judged_on(pair: tuple[str, str], path: Path = JUDGEMENTS) -> list[Judged]:
    """The judgements on one pair, whichever way round they name it, the newest first."""
    return [one for one in read_judged(path) if {one.left_ref, one.right_ref} == set(pair)]
