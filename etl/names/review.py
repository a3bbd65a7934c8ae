"""Human judgements on pairs of names: kept as lines in git, one for each answer."""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from etl.common.database import query_rows
from etl.common.failures import system_line
from etl.common.locks import hold_file
from etl.common.queries import read_query
from etl.common.settings import SQL, ThroughlineError

JUDGEMENTS = SQL / "seeds" / "judgement.csv"
VERDICTS = ("same", "different", "unsure")


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


def append_judgement(judgement: Judgement, path: Path = JUDGEMENTS) -> None:
    """Add a line to the judgements, whole or not at all; two writers wait for each other.

    Raises ThroughlineError for a verdict, reason or name that is missing or unknown, and for a
    file that cannot be written or has another header.
    """
    _check(judgement)
    try:
        # Not "a": the header is checked and the last line mended under the same lock.
        with path.open("r+", encoding="utf-8", newline="") as file:
            hold_file(file, f"another program holds {path}: try again", is_waiting=True)
            text = file.read()
            if text.split("\n", 1)[0].strip() != ",".join(HEADER):
                raise ThroughlineError(f"{path} does not begin with {','.join(HEADER)}")
            # An editor may have left the last line without an end; the new one would be glued to
            # it.
            if not text.endswith("\n"):
                file.write("\n")
            csv.writer(file, lineterminator="\n").writerow(astuple(judgement))
    except OSError as error:
        raise ThroughlineError(system_line(error)) from error


def review_queue(
    engine: duckdb.DuckDBPyConnection, kind: str | None = None, path: Path = JUDGEMENTS
) -> list[dict[str, Any]]:
    """Doubtful pairs, the most money first; those judged since the build are left out.

    `kind` is firm or person, None for both.
    """
    found = query_rows(engine, read_query("review/pairs"), {"kind": kind})
    judged = judged_pairs(path)
    # The database knows the judgements of its build only.
    return [pair for pair in found if (pair["left_ref"], pair["right_ref"]) not in judged]


def judged_pairs(path: Path = JUDGEMENTS) -> set[tuple[str, str]]:
    """The pairs that have been answered, also those that no build has seen yet."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["left"], row["right"]) for row in csv.DictReader(file)}


def _check(judgement: Judgement) -> None:
    """Refuse what a reader of the file could not use."""
    if judgement.verdict not in VERDICTS:
        raise ThroughlineError(f"{judgement.verdict!r} is no verdict: {', '.join(VERDICTS)}")
    for name in ("left", "right", "reason", "by"):
        value = getattr(judgement, name)
        if not value.strip():
            raise ThroughlineError(f"a judgement needs {name}")
        # One judgement, one line: git merges and shows lines.
        if "\n" in value or "\r" in value or "\0" in value:
            raise ThroughlineError(f"{name} must be one line")
    try:
        date.fromisoformat(judgement.date)
    except ValueError as error:
        raise ThroughlineError(f"{judgement.date!r} is no date: write 2026-06-30") from error
