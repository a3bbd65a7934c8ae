"""Answers of those who were asked: kept as lines in git, and printed with them from then on."""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

from etl.common.failures import system_line
from etl.common.formulas import unquote_formula
from etl.common.locks import hold_file
from etl.common.settings import SQL, ThroughlineError

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

    Raises ThroughlineError that names the line for a missing field, a bad date or address, and
    for a file with other columns.
    """
    try:
        # Spreadsheets save with a byte-order mark.
        with path.open(encoding="utf-8-sig", newline="") as text:
            rows = csv.DictReader(text)
            if rows.fieldnames != HEADER:
                raise ThroughlineError(f"{path} does not begin with {','.join(HEADER)}")
            found = [_answer(row, f"{path}, line {rows.line_num}") for row in rows]
    except OSError as error:
        raise ThroughlineError(system_line(error)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ThroughlineError(f"cannot read {path}: {error}") from error
    return [answer for answer in found if answer]


def _answer(row: dict[str, str], where: str) -> AnswerOnRecord | None:
    """A line as an answer, None where nobody has answered yet."""
    # DictReader puts what is too many under None, and None where a cell is missing.
    if None in row or None in row.values():
        raise ThroughlineError(f"{where}: not {len(HEADER)} columns")
    values = {name: _unquote(row[name]) for name in HEADER}
    if not values["answer"]:
        return None
    for name in HEADER[:-1]:
        if not values[name]:
            raise ThroughlineError(f"{where}: an answer needs {name}")
    for name in ("asked_date", "answered_date"):
        try:
            date.fromisoformat(values[name])
        except ValueError as error:
            raise ThroughlineError(
                f"{where}: {name} {values[name]!r} is no date: write 2026-06-30"
            ) from error
    if values["source_url"] and not values["source_url"].startswith("https://"):
        raise ThroughlineError(f"{where}: source_url is no https address")
    return AnswerOnRecord(**values)


def _unquote(text: str) -> str:
    """A cell without the quote that keeps a spreadsheet from running it, and without NUL."""
    kept = text.replace("\0", "").strip()
    return unquote_formula(kept)


def keep_answers(answers: list[AnswerOnRecord], path: Path = ANSWERS) -> int:
    """Add the answers that are not kept yet, whole or not at all; gives how many were new.

    Raises ThroughlineError for a file that cannot be written or has another header.
    """
    try:
        with path.open("r+", encoding="utf-8", newline="") as file:
            # Two people may keep answers at the same time.
            hold_file(file, f"another program holds {path}: try again", is_waiting=True)
            lines = csv.reader(file)
            if next(lines, []) != HEADER:
                raise ThroughlineError(f"{path} does not begin with {','.join(HEADER)}")
            kept = {tuple(line) for line in lines}
            new = [astuple(answer) for answer in answers if astuple(answer) not in kept]
            # The csv reader has read ahead: where the place is now means nothing.
            file.seek(0, 2)
            # Each once, in order: a filled-in file can hold the same line twice.
            csv.writer(file, lineterminator="\n").writerows(dict.fromkeys(new))
    except OSError as error:
        raise ThroughlineError(system_line(error)) from error
    return len(dict.fromkeys(new))
