"""What a search shows: kinds with counts, people by place, acronyms, claims, suggestions."""

from __future__ import annotations

import os
import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboards.base import search
from dashboards.base.suggest import suggested
from dashboards.front.lines import lines_of
from dashboards.front.results import groups_of
from tests.dashboards.front.naming import build_search
from tests.dashboards.opening import links, opened, texts

FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


def _person(engine: duckdb.DuckDBPyConnection, name: str, fact: str) -> None:
    key = f"person:{name}{fact}"
    engine.execute(
        "insert into marts.entity (entity_id, entity_kind, name, link_count) "
        "values (?, 'person', ?, 1)", [key, name],
    )  # fmt: skip
    engine.execute(
        "insert into marts.search_person (entity_number, entity_id, fact_text, gift_count) "
        "values (md5_number_lower(?), ?, ?, 1)", [key, key, f" {fact} "],
    )  # fmt: skip


@pytest.fixture
def people(named) -> None:
    """People of one name in several places."""
    named({"uei:A": ("QUILL WORKS", 3)})
    path = Path(os.environ["THROUGHLINE_DATA"]) / "throughline.duckdb"
    with duckdb.connect(str(path)) as engine:
        _person(engine, "QUILL, ADA", "BIRCH AEROSPACE WELDER SACRAMENTO CA CALIFORNIA")
        _person(engine, "QUILL, ADA B", "RETIRED AUSTIN TX TEXAS")
        _person(engine, "OAK, BO", "BIRCH AEROSPACE SAN JOSE CA CALIFORNIA")
        build_search(engine)


@pytest.mark.parametrize(
    "typed",
    [
        "quill, ada sacramento", "sacramento ada quill", "quill california", "quill sacremento",
        "ada quill of Sacramento, CA", "quill birch", "quill at birch aerospace", "quill welder",
        "quil sacramento",
    ],
)  # fmt: skip
def test_a_person_is_found_by_name_with_place_employer_or_work(people, typed: str) -> None:
    found = search.find(typed)
    assert found["name"].tolist()[0] == "QUILL, ADA"
    assert "OAK, BO" not in found["name"].tolist()


def test_a_place_alone_lists_nobody(people) -> None:
    assert search.find("sacramento").empty
    assert search.find("birch california").empty


@pytest.mark.parametrize("typed", ["NASA", "nasa", "N.A.S.A."])
def test_an_acronym_finds_its_agency_with_the_source(case_data: Path, typed: str) -> None:
    first = search.find(typed).iloc[0]
    assert (first["kind"], first["id"]) == ("agency", "agency:8000")
    assert first["said"].startswith("NASA: list of agencies of USAspending")


def test_an_acronym_of_an_agency_that_is_not_loaded_says_so(case_data: Path) -> None:
    said = texts(opened("views/search.py", q="cia"))
    assert "**CIA** is Central Intelligence Agency" in said and "no award of it by itself" in said


def _results(app: AppTest) -> list[str]:
    """Where the results lead; the suggestions below the box are not among them."""
    boxes = (html for html in app.get("html") if 'class="tl-suggest"' in str(html.proto.body))
    suggestions = [x for box in boxes for x in re.findall(r'href="([^"]*)"', box.proto.body)]
    found = [href for href in links(app) if "?id=" in href]
    for href in suggestions:
        if href in found:
            found.remove(href)
    return found


def test_kinds_are_counted_and_nothing_stands_twice(named) -> None:
    named({f"uei:{number}": (f"QUILL {number}", number) for number in range(60)})
    app = opened("views/search.py", q="quill")
    assert "Firms and organizations · 60" in texts(app)
    found = _results(app)
    assert len(found) == len(set(found)) == 5
    assert "/search?q=quill&kind=organization" in links(app)
    first = opened("views/search.py", q="quill", kind="organization")
    later = opened("views/search.py", q="quill", kind="organization", after="50")
    pages = [_results(app) for app in (first, later)]
    assert [len(page) for page in pages] == [50, 10]
    assert not set(pages[0]) & set(pages[1])
    assert "51 to 60 of 60" in texts(later)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("golden dome", "/case?case=golden_dome"),
        ("golden dome", "/program?id=golden_dome"),
        ("quarter billion", "/claim?case=golden_dome&name=quarter_billion"),
    ],
)
def test_cases_claims_and_programs_are_found(case_data: Path, typed: str, place: str) -> None:
    app = opened("views/search.py", q=typed)
    assert "Cases, claims and programs" in texts(app)
    assert place in links(app)


@given(st.text(max_size=60))
@FIXTURE
def test_any_text_has_suggestions_and_a_page_of_results(case_data: Path, typed: str) -> None:
    hits = suggested(typed)
    assert len(hits) <= 8 and len({hit.id for hit in hits}) == len(hits)
    groups = groups_of(search.read_text(typed), search.Portion(shown=5))
    assert all(group.count >= len(group.hits) > 0 for group in groups)
    lines_of([hit for group in groups for hit in group.hits])


def test_suggestions_are_links_and_hostile_names_are_text(named) -> None:
    named({"uei:A": ("<img src=x onerror=alert(1)> ACME", 1)})
    app = opened("views/search.py", q="acme")
    app.text_input(key="search").set_value("acme").run()
    shown = " ".join(str(html.proto.body) for html in app.get("html"))
    assert 'class="tl-suggest"' in shown and 'href="/contractor?id=uei%3AA"' in shown
    assert "<img" not in shown and 'href="/search?q=acme"' in shown


def test_a_name_that_is_not_loaded_is_got_from_its_suggestion(case_data: Path) -> None:
    app = opened("views/search.py", q="spacex")
    app.text_input(key="search").set_value("acme <b>rockets").run()
    shown = " ".join(str(html.proto.body) for html in app.get("html"))
    assert 'href="/bring?name=acme+%3Cb%3Erockets"' in shown and "<b>" not in shown
