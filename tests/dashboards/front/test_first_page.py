"""The first page: questions, the case with its findings, what changed, what is loaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from dashboards.front.findings import FIRST, chosen
from etl.common.settings import CASES
from tests.dashboards.opening import SPACEX, followed, links, opened, texts


def bodies(app) -> str:
    """The page's own HTML."""
    return " ".join(str(html.proto.body) for html in app.get("html"))


def test_every_link_of_the_first_page_opens(case_data: Path) -> None:
    app = opened("views/overview.py")
    assert not app.exception and not app.error
    found = {href for href in links(app) if href.startswith("/")}
    assert any(href.startswith("/claim") for href in found)
    for href in sorted(found):
        page = followed(href)
        assert not page.exception and not page.error and not page.warning, href
        assert "No such" not in texts(page), href


def test_findings_have_amounts_that_the_claims_state_now(case_data: Path) -> None:
    said = texts(opened("views/overview.py"))
    assert "\\$256\\.6m" in said and "7 records" in said
    names = (CASES / "golden_dome" / FIRST).read_text(encoding="utf-8").split()
    assert [claim.name for claim in chosen("golden_dome")] == names


def test_a_finding_follows_its_records(served: Path) -> None:
    with duckdb.connect(str(served)) as engine:
        engine.execute(
            "update marts.published_total set total_usd = 251000000 where "
            "contributor = 'MUSK, ELON' and committee_id is null and cycle = 2024"
        )
    assert "\\$251\\.0m" in texts(opened("views/overview.py"))


def test_the_picture_has_firms_between_givers_and_agencies(case_data: Path) -> None:
    shown = bodies(opened("views/overview.py"))
    assert shown.index("Elon Musk") > 0 and "NASA" in shown and "obligated to the firm by" in shown
    assert f"/contractor?id={SPACEX.replace(':', '%3A')}" in shown
    # a vehicle's ceiling is nobody's money
    assert "$4.26bn" in shown and "$11.8" not in shown


def test_ledgers_say_in_words_what_is_loaded(case_data: Path) -> None:
    shown = bodies(opened("views/overview.py"))
    assert "Contract actions, fiscal year 2018: in part, 2 records" in shown
    assert "Seats in Congress&#x27;s committees, 2018: not loaded" in shown
    assert '<th scope="row">' in shown and '<span class="said">in part</span>' in shown


def test_without_a_case_and_without_contributions_it_says_what_is_there(served: Path) -> None:
    with duckdb.connect(str(served)) as engine:
        for table in ("case_entity", "contractor_gift", "published_total", "contractor_money"):
            engine.execute(f"delete from marts.{table}")
    app = opened("views/overview.py")
    assert not app.exception and not app.error
    assert "Golden Dome" not in texts(app) and "What is award NNK14MA74C?" in texts(app)


def test_an_empty_database_has_a_first_page(served: Path) -> None:
    with duckdb.connect(str(served)) as engine:
        tables = engine.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts' "
            "and table_name not in ('build', 'notice', 'known_gap')"
        ).fetchall()
        for (table,) in tables:
            engine.execute(f"delete from marts.{table}")
    app = opened("views/overview.py")
    assert not app.exception and not app.error
    assert "Nothing is loaded yet" in texts(app)
    assert "Or begin with a question" not in texts(app)


def test_the_first_build_says_so(served: Path) -> None:
    assert "first build that is kept here" in texts(opened("views/overview.py"))


def test_what_changed_names_nobody(served: Path) -> None:
    kept = served.parent / "history" / "2024-01-01-00000001-aaaaaaaa.duckdb"
    kept.parent.mkdir()
    shutil.copy(served, kept)
    with duckdb.connect(str(served)) as engine:
        engine.execute("update marts.edge set score = 0.123 where from_kind = 'person'")
        engine.execute("delete from marts.published_total where contributor = 'MUSK, ELON'")
    app = opened("views/overview.py")
    # The comparison goes on beside the page, which asks again.
    for _ in range(40):
        if "Links" in texts(app) or "are being compared" not in texts(app):
            break
        app.run()
    said = texts(app)
    assert "**Links**: " in said and "changed" in said and "**Claims of a case**" in said
    since = said[said.index("Since the last build") :]
    assert "Musk" not in since.split("Bring in")[0]


@pytest.mark.parametrize(
    "name", ["", "nothing", "../golden_dome/claims/adviser", "quarter_billion"]
)
def test_a_claim_has_a_page(case_data: Path, name: str) -> None:
    app = opened("views/claim.py", case="golden_dome", name=name)
    assert not app.exception
    is_there = name == "quarter_billion"
    assert ("quarter of a billion" in texts(app)) == is_there
    assert ("No such claim" in texts(app)) != is_there


def test_what_is_brought_in_is_reached_from_the_first_page(case_data: Path) -> None:
    found = {href for href in links(opened("views/overview.py")) if href.startswith("/bring")}
    assert {"/bring", "/bring?tab=names", "/bring?tab=file"} <= found
    assert followed("/bring?tab=names").get("file_uploader")
