"""Answers of those who were asked: kept once, checked, printed with the entity."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etl.common.settings import ThroughlineError
from etl.stories.answers import ANSWERS, HEADER, AnswerOnRecord, answers_of, keep_answers

GIVEN = AnswerOnRecord(
    "uei:A", "2026-01-05", "Is it right?", "2026-01-09", "Yes,\nsince 2019.", "Ada Quill", ""
)


def filled(path: Path, **changed: str) -> Path:
    """An answers.csv with an open line and a filled one."""
    values = {name: getattr(GIVEN, name) for name in HEADER} | changed
    with path.open("w", newline="") as text:
        lines = csv.writer(text)
        lines.writerow(HEADER)
        lines.writerow(["uei:B", "", "And this?", "", "", "", ""])
        lines.writerow([values[name] for name in HEADER])
    return path


def test_answers_are_kept_once_and_open_questions_are_not(tmp_path: Path) -> None:
    kept = tmp_path / "answer.csv"
    kept.write_text(",".join(HEADER) + "\n")
    answers = answers_of(filled(tmp_path / "answers.csv"))
    assert answers == [GIVEN]
    assert (keep_answers(answers, kept), keep_answers(answers, kept)) == (1, 0)
    assert answers_of(kept) == [GIVEN]


def test_a_quote_against_formulas_is_taken_off(tmp_path: Path) -> None:
    path = filled(tmp_path / "answers.csv", answer="'=No.")
    assert answers_of(path)[0].answer == "=No."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"answered_date": "9 January"}, "line 4: answered_date '9 January' is no date"),
        ({"answered_by": " "}, "an answer needs answered_by"),
        ({"entity_id": ""}, "an answer needs entity_id"),
        ({"source_url": "javascript:alert(1)"}, "source_url is no https address"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_kept(
    tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    with pytest.raises(ThroughlineError, match=said):
        answers_of(filled(tmp_path / "answers.csv", **changed))


def test_other_files_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    for path, said in ((other, "does not begin with"), (tmp_path / "no.csv", "No such file")):
        with pytest.raises(ThroughlineError, match=said):
            answers_of(path)
    with pytest.raises(ThroughlineError, match="line 1: the columns are a, b"):
        keep_answers([GIVEN], other)
    other.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ThroughlineError):
        answers_of(other)


def test_the_seed_has_the_columns() -> None:
    assert ANSWERS.read_text(encoding="utf-8").splitlines()[0] == ",".join(HEADER)
