"""The page Review with two reviewers at one pair: nobody's answer is lost."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from etl.common.settings import this_day
from tests.dashboards.opening import opened, texts

HEAD = "left,right,verdict,reason,by,date\n"
PAIRS = (
    "insert into marts.review_pair (review_id, pair_kind, left_ref, left_text, right_ref, "
    "right_text, amount_usd, record_count, for_reasons, probability) values "
    "('1', 'firm', 'name:ACME', 'ACME', 'uei:A', 'ACME INC', 900, 2, ['words'], 0.87), "
    "('2', 'firm', 'name:BOLT', 'BOLT', 'uei:B', 'BOLT WORKS', 100, 1, ['words'], 0.55)"
)


@pytest.fixture
def judgements(case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of judgements, and a database with two doubtful pairs."""
    shutil.copy(case_data / "throughline.duckdb", tmp_path / "throughline.duckdb")
    with duckdb.connect(str(tmp_path / "throughline.duckdb")) as engine:
        engine.execute("delete from marts.review_pair")
        engine.execute(PAIRS)
    path = tmp_path / "judgement.csv"
    path.write_text(HEAD, encoding="utf-8")
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    monkeypatch.setattr("etl.names.review.JUDGEMENTS", path)
    return path


def judge(app: AppTest, verdict: str, who: str, reason: str = "its letterhead") -> None:
    """Fill in the form and send it."""
    app.radio[0].set_value(verdict)
    typed = {field.label: field for field in app.text_input}
    typed["Why, in a line"].set_value(reason)
    typed["Who judges"].set_value(who)
    next(b for b in app.button if b.label == "Keep the judgement").click().run()
    assert not app.exception


def kept(path: Path) -> list[tuple[str, str, str]]:
    """Which pair, how and by whom."""
    with path.open(encoding="utf-8", newline="") as text:
        return [(row["left"], row["verdict"], row["by"]) for row in csv.DictReader(text)]


def test_the_second_reviewers_answer_is_kept_as_theirs(judgements: Path) -> None:
    ada, bo = opened("views/review.py"), opened("views/review.py")
    assert "ACME INC" in texts(ada) and "ACME INC" in texts(bo)
    judge(ada, "same", "ada")
    judge(bo, "different", "bo")
    assert kept(judgements) == [("name:ACME", "same", "ada"), ("name:ACME", "different", "bo")]
    (said,) = bo.success
    assert f"already judged by ada on {this_day()}: same" in said.value
    assert "of one day the one that separates" in said.value
    assert "BOLT WORKS" in texts(bo)
    listed = texts(bo)
    assert "ada on" in listed and "overruled" in listed and "holds" in listed


def test_who_looks_again_is_told_that_another_has_judged_and_not_how(judgements: Path) -> None:
    ada, bo = opened("views/review.py"), opened("views/review.py")
    judge(ada, "same", "ada")
    bo.run()
    (warned,) = bo.warning
    assert f"already judged by ada on {this_day()}" in warned.value
    assert "same" not in warned.value and "its letterhead" not in texts(bo)
    assert "ACME INC" in texts(bo)
    next(b for b in bo.button if b.label == "Leave it at that").click().run()
    assert "BOLT WORKS" in texts(bo) and not bo.warning
    assert kept(judgements) == [("name:ACME", "same", "ada")]


def test_two_who_agree_are_two_lines_and_one_who_repeats_is_one(judgements: Path) -> None:
    ada, bo, again = (opened("views/review.py") for _ in range(3))
    for app, who in ((ada, "ada"), (bo, "bo"), (again, "ada")):
        judge(app, "same", who)
    assert kept(judgements) == [("name:ACME", "same", "ada"), ("name:ACME", "same", "bo")]
    assert again.success[0].value.startswith("This was kept as same before.")


def test_a_refused_answer_stays_in_the_form(judgements: Path) -> None:
    app = opened("views/review.py")
    judge(app, "same", " ")
    assert "a judgement needs by" in app.error[0].value
    assert app.radio[0].value == "same"
    assert {field.label: field.value for field in app.text_input}["Why, in a line"]
    assert kept(judgements) == []


def test_a_line_that_cannot_be_read_is_named_on_the_page(judgements: Path) -> None:
    judgements.write_text(f"{HEAD}name:ACME,uei:A,sme,r,ada,2026-01-01\n", encoding="utf-8")
    app = opened("views/review.py")
    assert not app.exception
    assert "line 2\\: verdict 'sme'" in app.error[0].value


def test_a_pair_that_a_new_build_has_settled_leaves_the_page(judgements: Path) -> None:
    app = opened("views/review.py")
    assert "ACME INC" in texts(app)
    # As a build does: a new file takes the old one's place.
    new = judgements.with_name("new.duckdb")
    shutil.copy(judgements.with_name("throughline.duckdb"), new)
    with duckdb.connect(str(new)) as engine:
        engine.execute("delete from marts.review_pair where review_id = '1'")
    new.replace(judgements.with_name("throughline.duckdb"))
    app.run()
    assert "BOLT WORKS" in texts(app) and "ACME INC" not in texts(app)
