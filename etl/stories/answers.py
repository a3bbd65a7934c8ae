"""Answers of those who were asked: kept as lines in git, and printed with them from then on."""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass, fields
from datetime import timedelta
from pathlib import Path

from etl.build.stated import add_lines, check_lines
from etl.common.formulas import unquote_formula
from etl.common.settings import SQL, ThroughlineError, this_day

ANSWERS = SQL / "seeds" / "answer.csv"


@dataclass(frozen=True)
class AnswerOnRecord:
    """What somebody said to a question about an entity; dates ISO 8601, `source_url` or blank."""

    entity_id: str
    asked_date: str
    question: str
    answered_date: str
    answer: str
    answered_by: str
    source_url: str


HEADER = [field.name for field in fields(AnswerOnRecord)]


def answers_of(path: Path) -> list[AnswerOnRecord]:
    """The answered lines of a filled-in answers.csv; lines without an answer are left out.

    Raises ThroughlineError that names the line for a missing field, a bad date or address, and for
    a file with other columns.
    """
    try:
        # Spreadsheets save with a byte-order mark.
        with path.open(encoding="utf-8-sig", newline="") as text:
            rows = csv.DictReader(text)
            if rows.fieldnames != HEADER:
                raise ThroughlineError(f"{path} does not begin with {','.join(HEADER)}")
            lines = [(rows.line_num, _values(row, f"{path}, line {rows.line_num}")) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ThroughlineError(f"cannot read {path}: {error}") from error
    answered = [(number, said) for number, said in lines if said[HEADER.index("answer")]]
    # The reading of a build: what it would refuse is refused here.
    check_lines("answer", answered, path)
    found = [AnswerOnRecord(*said) for _, said in answered]
    for (number, _), said in zip(answered, found, strict=True):
        _check_days(said, f"{path}, line {number}")
    return found


def _values(row: dict[str, str], where: str) -> tuple[str, ...]:
    """The cells of a line, without the quotes that keep a spreadsheet from running them."""
    # DictReader puts what is too many under None, and None where a cell is missing.
    if None in row or None in row.values():
        raise ThroughlineError(f"{where}: not {len(HEADER)} columns")
    return tuple(_unquote(row[name]) for name in HEADER)


def _check_days(answer: AnswerOnRecord, where: str) -> None:
    """Raise ThroughlineError for an answer before its question, or ahead of the clock."""
    # ISO days sort as text. A day is given to those who live ahead of UTC.
    tomorrow = (this_day() + timedelta(days=1)).isoformat()
    if not answer.asked_date <= answer.answered_date <= tomorrow:
        raise ThroughlineError(
            f"{where}: answered_date {answer.answered_date!r} lies before asked_date "
            f"{answer.asked_date!r}, or ahead: write the day of the answer"
        )


def _unquote(text: str) -> str:
    """A cell without the quote that keeps a spreadsheet from running it, and without NUL."""
    kept = text.replace("\0", "").strip()
    return unquote_formula(kept)


def keep_answers(answers: list[AnswerOnRecord], path: Path = ANSWERS) -> int:
    """Add the answers that are not kept yet, whole or not at all; gives how many were new.

    Raises ThroughlineError for a file that cannot be written or has another header, and for what a
    build would refuse.
    """
    return add_lines("answer", path, map(astuple, answers))
