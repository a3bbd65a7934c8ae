"""Judgements: asked blind, kept in a file, each a line."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

import etl.commands.review
from etl.__main__ import app
from etl.common.settings import Settings, ThroughlineError
from etl.names.review import HEADER, Judgement, append_judgement, judged_pairs

PAIR = Judgement(
    "name:ACME", "uei:ACME00000001", "same", "its own site says so", "ada", "2026-01-31"
)


@pytest.fixture
def judgements(tmp_path: Path) -> Path:
    path = tmp_path / "judgement.csv"
    path.write_text(",".join(HEADER) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def data(case_settings: Settings, tmp_path: Path) -> Path:
    """A copy of the bundled case's database with two doubtful pairs."""
    shutil.copy(case_settings.database, tmp_path / "throughline.duckdb")
    with duckdb.connect(str(tmp_path / "throughline.duckdb")) as engine:
        engine.execute("delete from marts.review_pair")
        engine.execute(
            "insert into marts.review_pair (review_id, pair_kind, left_ref, left_text, right_ref, "
            "right_text, amount_usd, record_count, for_reasons, against_reasons, probability) "
            "values ('1', 'firm', 'name:=ACME', '=ACME, WA', 'uei:ACME00000001', 'ACME INC', "
            "900, 2, ['the same telling words'], null, 0.87), "
            "('2', 'firm', 'name:BOLT', 'BOLT', 'uei:BOLT00000001', 'BOLT WORKS', "
            "100, 1, null, ['other words'], 0.55)"
        )
    return tmp_path


def run(data: Path, judgements: Path, answers: str, *words: str):
    options = ["--data", str(data), "--judgements", str(judgements), "--by", "ada"]
    return CliRunner().invoke(app, ["review", *options, *words], input=answers)


def kept(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_score_is_shown_only_after_the_answer(data: Path, judgements: Path) -> None:
    asked = run(data, judgements, "q\n").output
    assert "=ACME, WA" in asked and "0.87" not in asked
    told = run(data, judgements, "s\nsame letterhead\nq\n").output
    assert "0.87" in told and "0.55" not in told
    assert [(row["left"], row["verdict"], row["reason"]) for row in kept(judgements)] == [
        ("name:=ACME", "same", "same letterhead")
    ]


def test_what_is_judged_is_not_asked_again(data: Path, judgements: Path) -> None:
    run(data, judgements, "u\ncannot tell\nq\n")
    again = run(data, judgements, "q\n").output
    assert "BOLT WORKS" in again and "=ACME" not in again


def test_an_answer_that_is_none_is_asked_again_and_skipping_keeps_nothing(
    data: Path, judgements: Path
) -> None:
    output = run(data, judgements, "maybe\nk\nk\n").output
    assert "answer with s, d, u, k or q" in output
    assert kept(judgements) == []


def test_what_another_has_judged_meanwhile_is_said_and_both_are_kept(
    data: Path, judgements: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = etl.commands.review._show

    def meanwhile(pair: dict[str, object], number: int, count: int) -> None:
        other = {"left": pair["left_ref"], "right": pair["right_ref"], "by": "bo"}
        append_judgement(Judgement(**(vars(PAIR) | other)), judgements)
        show(pair, number, count)

    monkeypatch.setattr(etl.commands.review, "_show", meanwhile)
    output = run(data, judgements, "d\nanother letterhead\nq\n").output
    before, _, after = output.partition("why, in a line")
    assert "already judged by bo on 2026-01-31" in before and "its own site" not in before
    assert "bo on 2026-01-31: same (its own site says so), overruled" in after
    assert "different (another letterhead), holds" in after
    assert [row["by"] for row in kept(judgements)] == ["bo", "ada", "bo"]


def test_the_queue_as_json_holds_no_score(data: Path, judgements: Path) -> None:
    pairs = json.loads(run(data, judgements, "", "--json").output)
    assert [pair["left_ref"] for pair in pairs] == ["name:=ACME", "name:BOLT"]
    assert "probability" not in pairs[0]


def test_an_unknown_kind_is_refused(data: Path, judgements: Path) -> None:
    result = run(data, judgements, "", "--kind", "ship")
    assert isinstance(result.exception, ThroughlineError)
    assert str(result.exception) == "no kind 'ship': write firm or person"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"verdict": "maybe"}, "same, different, unsure"),
        ({"reason": " "}, "needs reason"),
        ({"by": ""}, "needs by"),
        ({"reason": "two\nlines"}, "one line"),
        ({"date": "31.1.2026"}, "no date"),
    ],
)
def test_a_judgement_that_says_too_little_is_refused(
    judgements: Path, change: dict[str, str], message: str
) -> None:
    with pytest.raises(ThroughlineError, match=message):
        append_judgement(Judgement(**(vars(PAIR) | change)), judgements)
    assert kept(judgements) == []


def test_lines_are_appended_whole_and_quoted(judgements: Path) -> None:
    judgements.write_text(",".join(HEADER), encoding="utf-8")
    awkward = Judgement(**(vars(PAIR) | {"left": 'name:A, "B"', "reason": "x, y"}))
    append_judgement(awkward, judgements)
    append_judgement(PAIR, judgements)
    assert [Judgement(**row) for row in kept(judgements)] == [awkward, PAIR]
    assert judged_pairs(judgements) == {(awkward.left, awkward.right), (PAIR.left, PAIR.right)}


def test_another_file_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ThroughlineError, match="the columns are a, b"):
        append_judgement(PAIR, path)
    assert path.read_text(encoding="utf-8") == "a,b\n1,2\n"


@pytest.mark.parametrize("typed", ["skip", "sure not", "don't know", "same?", "unlikely"])
def test_a_word_that_begins_like_an_answer_is_none(
    data: Path, judgements: Path, typed: str
) -> None:
    run(data, judgements, f"{typed}\nq\nwhy\nq\n")
    assert kept(judgements) == []
