"""Flags never stand without their innocent explanations, and money by role is never added up."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.dashboards.opening import opened, shown, texts

HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(1))"


@pytest.fixture
def flagged(case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The case with one flag and two roles of an invented kind; gives the organization."""
    served = tmp_path / "throughline.duckdb"
    shutil.copy(case_data / "throughline.duckdb", served)
    with duckdb.connect(str(served)) as engine:
        (entity_id,) = engine.execute(
            "select entity_id from marts.entity where entity_id like 'uei:%' order by 1 limit 1"
        ).fetchone()
        engine.execute("delete from marts.contractor_money")
        engine.execute("delete from marts.flag")
        engine.execute(
            "insert into marts.flag by name select 'f1' as flag_id, 'TL-S01' as code, "
            "'Possible contribution by a federal contractor' as title, ? as subject_id, "
            "? as organization_id, ? as organization_name, 'flagged' as state, ? as reason, "
            "'1 of 9 examined in all' as base_rate, ['none'] as evidence",
            [entity_id, entity_id, HOSTILE, f"possible: {HOSTILE}"],
        )
        engine.execute(
            "update marts.indicator set flagged_count = 1, not_flagged_count = 8, "
            "flagged_share = null, rate_words = '1 of 9 examined' where code = 'TL-S01'"
        )
        engine.execute(
            "insert into marts.contractor_money by name select ? as organization_id, "
            "'employee' as role_code, 5 as role_rank, 'People' as title, "
            "'own money' as description, "
            "95 as amount_usd, 2 as giver_count, 3 as record_count, 0.95 as top_giver_share, "
            "true as is_concentrated, ? as top_giver_name, date '2020-01-01' as first_date, "
            "date '2020-02-01' as last_date, 0.8 as lowest_score",
            [entity_id, HOSTILE],
        )
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    return str(entity_id)


def test_a_flag_says_how_ordinary_and_how_innocent_it_is(flagged: str) -> None:
    app = opened("views/flags.py", code="TL-S01")
    assert not app.exception
    said = texts(app)
    assert "1 of 9 examined in all" in said
    assert "Innocent explanations" in said
    assert "another firm of the same name" in said
    assert "**1 flagged**, 1 of 9 examined;" in said, "nine are too few for a rate"


def test_hostile_text_in_a_flag_is_text(flagged: str) -> None:
    for app in (opened("views/flags.py", code="TL-S01"), opened("views/contractor.py", id=flagged)):
        assert not app.exception
        marked = [str(element.value) for element in (*app.markdown, *app.caption)]
        assert not [text for text in marked if re.search(r"(?<!\\)(<img|\]\(javascript)", text)]


def test_a_contractors_money_stands_by_role_with_a_word_on_concentration(flagged: str) -> None:
    said = texts(opened("views/contractor.py", id=flagged))
    assert "roles are never added up" in said
    assert "95% of what this group gave" in said
    assert "probability of 0.80" in said


def test_an_indicator_without_flags_says_so(flagged: str) -> None:
    app = opened("views/flags.py", code="TL-T04")
    assert not app.exception
    assert "None in the records loaded" in texts(app)
    assert "share at least 3 recipients" in texts(app).replace("\\", "")


def test_methods_shows_every_indicator_with_its_card(case_data: Path) -> None:
    app = opened("views/methods.py")
    labels = " ".join(element.label for element in app.expander)
    for code in ("R018", "TL-P02", "TL-T01", "TL-T06", "TL-S01"):
        assert code in labels


def test_published_totals_of_a_founder_stand_beside_and_in_no_sum(case_data: Path) -> None:
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        (entity_id,) = engine.execute(
            "select entity_id from marts.entity where name like 'Space Exploration%(SpaceX)'"
        ).fetchone()
    app = opened("views/contractor.py", id=entity_id)
    assert not app.exception
    assert "and in none of them" in texts(app)
    totals = next(table for table in shown(app) if "is tied as" in table.columns)
    sums = totals.sums("total USD")
    assert max(sums) > 250_000_000
    assert totals.column("is tied as")[sums.index(max(sums))] == "founder of, officer of"
