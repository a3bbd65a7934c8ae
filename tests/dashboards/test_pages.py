"""Every page runs without a browser, and the plainest say what they must."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from dashboards.base import texts as page_texts
from etl.common.queries import read_query
from etl.common.settings import SQL
from etl.stories.claims import hold_claims
from tests.dashboards.opening import (
    AMERICA_PAC,
    FORBIDDEN,
    PAGES,
    SPACEX,
    asked,
    cells,
    links,
    opened,
    shown,
    texts,
)

ENTITIES = {
    "views/contractor.py": {"id": SPACEX},
    "views/committee.py": {"id": AMERICA_PAC},
    "views/agency.py": {"id": "agency:8000"},
    "views/graph.py": {"entity": SPACEX},
    "views/search.py": {"q": "spacex"},
}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_and_carries_the_notice(case_data: Path, page: str) -> None:
    app = opened(page)
    assert not app.exception
    assert "30111\\(a\\)\\(4\\)" in texts(app)
    assert app.title[0].value
    assert not [word for word in FORBIDDEN if word in texts(app).lower()]


@pytest.mark.parametrize(("page", "query"), ENTITIES.items(), ids=list(ENTITIES))
def test_every_page_of_something_shows_it(
    case_data: Path, page: str, query: dict[str, str]
) -> None:
    app = opened(page, **query)
    assert not app.exception and not app.error and not app.warning
    assert len(shown(app)) + len(links(app)) >= 1
    assert not [word for word in FORBIDDEN if word in texts(app).lower()]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("value", ["", "nobody' or 1=1 --", "<img src=x onerror=alert(1)>", "\x00"])
def test_an_address_of_nothing_says_what_to_do(case_data: Path, page: str, value: str) -> None:
    named = {"graph": "entity", "search": "q", "flags": "code", "case": "case", "records": "link"}
    app = opened(page, **{named.get(page[6:-3], "id"): value})
    assert not app.exception and not app.error
    assert "<img" not in texts(app).replace("\\<img", "")


def test_the_case_holds_every_claim_against_the_records(case_data: Path) -> None:
    app = opened("views/case.py")
    said = texts(app)
    assert not app.exception
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        claims = hold_claims("golden_dome", engine)
    supported = sum(claim.state == "supported" for claim in claims)
    assert f"✓ supported: {supported} · ◐ partly: " in said
    for claim in claims:
        assert page_texts.markdown(claim.sentence, 600) in said
        for part in claim.parts:
            assert page_texts.markdown(part.part, 300) in said
    assert [code.value.strip() for code in app.code] == [claim.sql.strip() for claim in claims]
    assert "◐ **partly**" in said
    assert "? **not in the records loaded**" in said
    assert "✓ **supported**" in said


def test_roles_of_the_overview_are_those_of_the_seed() -> None:
    shown = re.findall(r"role_code = '(\w+)'", read_query("overview/largest").sql)
    with (SQL / "seeds" / "tie_role.csv").open(encoding="utf-8") as file:
        assert [row["role_code"] for row in csv.DictReader(file)] == shown


def test_the_overview_names_the_largest_contractors_and_the_gaps(case_data: Path) -> None:
    app = opened("views/overview.py")
    assert "Space Exploration Technologies Corp. (SpaceX)" in cells(app)
    assert "What the records cannot show" in texts(app)
    gaps = asked(case_data / "throughline.duckdb", "select min(title) from marts.known_gap")
    assert page_texts.markdown(gaps) in texts(app)


@pytest.mark.parametrize(
    "typed", ["spacex", "SPASE EXPLORATION TECHNOLOGIES", "anduril", "norcros"]
)
def test_search_finds_names_and_forgives_spelling(case_data: Path, typed: str) -> None:
    app = opened("views/search.py", q=typed)
    assert not app.exception
    assert len(app.button) >= 1


@pytest.mark.parametrize("typed", ["%%%%", "zzzzqqqq", "'; drop table x --", "<img onerror=x>"])
def test_search_for_nothing_says_so(case_data: Path, typed: str) -> None:
    app = opened("views/search.py", q=typed)
    assert not app.exception
    assert "Nothing by that name" in texts(app)


def test_hostile_names_become_plain_text() -> None:
    hostile = "<img src=x onerror=alert(1)>\u202egnp.exe\x00" + "A" * 10_000
    assert len(page_texts.plain(hostile, 40)) == 40
    assert "\u202e" not in page_texts.plain(hostile)
    assert "\\<img" in page_texts.markdown(hostile)
    assert "\\[click\\]\\(javascript\\:" in page_texts.markdown("[click](javascript:alert(1))")


@pytest.mark.parametrize(
    ("amount", "shown"), [(None, "amount not stated"), ("0", "$0"), ("-2500.00", "−$2,500")]
)
def test_null_zero_and_negative_amounts_differ(amount: str | None, shown: str) -> None:
    assert page_texts.dollars(amount) == shown


def test_a_judgement_is_kept_before_the_probability_is_told(
    case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(case_data / "throughline.duckdb", tmp_path / "throughline.duckdb")
    with duckdb.connect(str(tmp_path / "throughline.duckdb")) as engine:
        engine.execute("delete from marts.review_pair")
        engine.execute(
            "insert into marts.review_pair (review_id, pair_kind, left_ref, left_text, right_ref, "
            "right_text, amount_usd, record_count, for_reasons, probability) values ('1', 'firm', "
            "'name:<b>ACME', '<b>ACME', 'uei:A', 'ACME INC', 900, 2, ['the same words'], 0.87)"
        )
    judgements = tmp_path / "judgement.csv"
    judgements.write_text("left,right,verdict,reason,by,date\n", encoding="utf-8")
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    monkeypatch.setattr("etl.names.review.JUDGEMENTS", judgements)
    app = opened("views/review.py")
    assert not app.exception
    assert "0.87" not in texts(app) and "\\<b\\>ACME" in texts(app)
    app.radio[0].set_value("same")
    typed = {field.label: field for field in app.text_input}
    typed["Why, in a line"].set_value("its letterhead")
    typed["Who judges"].set_value("ada")
    app.button[0].click().run()
    assert not app.exception
    assert "0.87" in app.success[0].value
    assert "name:<b>ACME,uei:A,same,its letterhead,ada," in judgements.read_text(encoding="utf-8")
    assert "No doubtful pair" in texts(app)
