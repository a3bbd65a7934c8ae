"""Search: by any name, forgiving of spelling, by identifier and by contract number."""

from __future__ import annotations

import functools
import os
import shutil
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.base import search
from dashboards.base.suggest import suggested
from dashboards.front.lines import lines_of
from dashboards.front.results import groups_of
from etl.common.database import query_rows
from etl.common.queries import read_query
from etl.common.settings import SQL
from tests.dashboards.opening import MUSK, SPACEX, links, opened, texts

KNOWN = {"EXPLORATION": SPACEX, "TECHNOLOGIES": SPACEX, "ANDURIL": "uei:KC3CH2MSK7Q3"}
KNOWN |= {"PALANTIR": "uei:FSY4LVSBGWB7", "NORCROSS": "bioguide:N000188"}
FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def ids(text: str, limit: int = 20) -> list[str]:
    return search.find(text, limit)["id"].tolist()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("spacex", SPACEX),
        ("SPASE EXPLORATION TECHNOLOGIS", SPACEX),
        ("space-exploration technologies corp", SPACEX),
        ("palanteer", "uei:FSY4LVSBGWB7"),
        ("norcros", "bioguide:N000188"),
        ("anduril ind", "uei:KC3CH2MSK7Q3"),
        ("c6m7c2flker5", SPACEX),
        ("C00879510", "fec:C00879510"),
        (" n000188 ", "bioguide:N000188"),
    ],
)
def test_what_is_meant_comes_first(case_data: Path, typed: str, first: str) -> None:
    assert ids(typed)[0] == first


def test_a_person_is_found_in_either_order_of_the_names(case_data: Path) -> None:
    for typed in ("elon musk", "MUSK, ELON", "musk elon"):
        rows = search.find(typed)
        assert rows.iloc[0]["name"] == MUSK
        assert rows.iloc[0]["kind"] == "person"


def test_a_contract_is_found_by_its_number_with_or_without_dashes(case_data: Path) -> None:
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        piid, key = engine.execute(
            "select piid, award_key from marts.search_award order by length(piid) desc, 2 limit 1"
        ).fetchone()
    for typed in (piid, piid.lower(), "-".join([piid[:5], piid[5:8], piid[8:]]), piid[:8]):
        found = search.find(typed)
        assert key in found.loc[found["kind"] == "award", "id"].tolist()


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "%%%%", "_", "'; drop table x --", "\x00", "🚀", "<>", "zzzzqqqq", "\u202e"],
)
def test_nothing_is_found_for_nothing(case_data: Path, typed: str) -> None:
    assert ids(typed) == []


def test_a_text_without_end_is_cut(case_data: Path) -> None:
    assert ids("A" * 10_000) == []
    assert ids("spacex " * 2_000)[0] == SPACEX


@given(st.text(max_size=60), st.integers(1, 20))
@FIXTURE
def test_any_text_gives_the_same_few_rows(case_data: Path, typed: str, limit: int) -> None:
    first = ids(typed, limit)
    assert len(first) <= limit
    assert first == ids(typed, limit)
    assert len(first) == len(set(first))


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[str, str]:
    """A known word with one letter left out, put in, changed, or swapped with the next."""
    word = draw(st.sampled_from(sorted(KNOWN)))
    place = draw(st.integers(0, len(word) - 2))
    letter = draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    typed = draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            ]
        )
    )
    return typed, KNOWN[word]


@given(misspelt())
@FIXTURE
def test_one_wrong_letter_is_forgiven(case_data: Path, pair: tuple[str, str]) -> None:
    typed, entity_id = pair
    assert entity_id in ids(typed, 20)


@pytest.fixture
def named(case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A database of given names, built by the search's own models."""
    path = tmp_path / "throughline.duckdb"
    shutil.copy(case_data / "throughline.duckdb", path)
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    return functools.partial(_named, path)


def _named(path: Path, names: dict[str, tuple[str, int]]) -> None:
    with duckdb.connect(str(path)) as engine:
        engine.execute("delete from marts.entity; delete from entities.organization_name")
        engine.execute("delete from entities.contributor; delete from staging.case_person_name")
        for entity_id, (name, links) in names.items():
            engine.execute(
                "insert into marts.entity (entity_id, entity_kind, name, link_count) "
                "values (?, 'organization', ?, ?)",
                [entity_id, name, links],
            )
        _modelled(engine)


def _modelled(engine: duckdb.DuckDBPyConnection) -> None:
    """The search's own tables made anew."""
    for model in ("search_name", "search_posting", "search_word", "search_identifier"):
        sql = (SQL / "marts" / "search" / f"{model}.sql").read_text(encoding="utf-8")
        engine.execute(f"create or replace table marts.{model} as {sql}")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("J.P. Morgan & Co.", "jp morgan"),
        ("AT&T Inc", "att"),
        ("O'Brien Works", "obrien"),
        ("Müller AG", "muller"),
        ("MULLER AG", "Müller"),
        ("L-3 Systems", "l 3 systems"),
        ("L-3 Systems", "l3 systems"),
        ("J. P. Morgan", "j.p. morgan"),
        ("Birch & Birch", "birch and birch"),
        ("Birch&Birch", "birch & birch"),
        ("日本 株式会社", "日本"),
    ],
)
def test_punctuation_and_accents_do_not_matter(named, name: str, typed: str) -> None:
    named({"uei:A": (name, 1)})
    assert ids(typed) == ["uei:A"]


def test_the_whole_name_comes_before_longer_ones_and_the_known_before_the_unknown(named) -> None:
    named(
        {
            "uei:A": ("ACME ROCKETS HOLDING", 900),
            "uei:B": ("ACME ROCKETS", 1),
            "uei:C": ("ACME ROCKETS HOLDING", 0),
            "uei:D": ("ACME ROCKETSHIP", 900),
            "uei:E": ("ACNE ROCKETS", 900),
        }
    )
    assert ids("acme rockets") == ["uei:B", "uei:A", "uei:C", "uei:D", "uei:E"]


def test_names_that_begin_with_the_text_come_before_those_that_only_hold_it(named) -> None:
    named(
        {
            "uei:A": ("OLD QUILL WORKS", 900),
            "uei:B": ("QUILL WORKS OF OHIO", 1),
            "uei:C": ("QUILL WORKSHOP", 1),
            "uei:D": ("WORKS QUILL", 0),
        }
    )
    assert ids("quill works") == ["uei:D", "uei:B", "uei:A", "uei:C"]


def test_equals_are_ordered_by_links_then_by_length(named) -> None:
    named(
        {
            "uei:A": ("QUILL PEN COMPANY", 5),
            "uei:B": ("QUILL INK", 5),
            "uei:C": ("QUILL PAPER AND STRING", 9),
        }
    )
    assert ids("quill") == ["uei:C", "uei:B", "uei:A"]


def test_a_name_that_misspells_an_exact_word_is_found_too(named) -> None:
    named({"uei:A": ("LOCKE MARTIN", 1), "uei:B": ("LODKE MARTIN", 1)})
    assert ids("locke martin") == ["uei:A", "uei:B"]
    assert search.find("locke martin")["said"].tolist()[1] == "spelt much like it"


def test_an_entity_of_many_names_does_not_crowd_out_the_others(named) -> None:
    named({"uei:A": ("QUILL 0", 9), "uei:B": ("QUILL ALONE", 1)})
    path = Path(os.environ["THROUGHLINE_DATA"]) / "throughline.duckdb"
    with duckdb.connect(str(path)) as engine:
        engine.execute(
            "insert into entities.organization_name (organization_id, name) "
            "select 'uei:A', 'QUILL ' || i from range(300) as r(i)"
        )
        _modelled(engine)
    assert ids("quill", 2) == ["uei:A", "uei:B"]


def test_a_candidate_without_a_committee_is_found_by_id(named) -> None:
    named({"fec:H0VA00009": ("QUILL, ADA", 0), "seat:H-VA-09": ("House seat VA-09", 1)})
    assert ids("h0va00009") == ["fec:H0VA00009"]
    assert ids("seat:H-VA-09") == ["seat:H-VA-09"]


def test_half_a_letter_is_no_error(case_data: Path) -> None:
    assert ids("spacex \ud800")[0] == SPACEX


HOSTILE = [
    "AT & T", "A & B & C CO", "J.P. O'NEIL AND SONS", "AND AND AND", "A AND B",
    " & ", "...", "'", "’",
    "L-3 COMMUNICATIONS", "X Y Z", "3M & 4M", "<A> <B>", "A > < B", "MÜLLER & SÖHNE", "ÇA ŁÓDŹ ß",
    "日本 株式会社", "Ⅻ ½ x", "DROP TABLE; --", "\t TAB\nLINE", "É́ e", "D´ARC `QUOTE‘",
    "(A)(B)(C)", "a_b",
]  # fmt: skip


def test_the_words_of_a_text_are_cut_as_the_names_are(named, case_data: Path) -> None:
    """The rule stands in two places: any name that is typed as it is shown must give its words."""
    named({f"uei:{number}": (name, number) for number, name in enumerate(HOSTILE)})
    query, held = read_query("search/words"), 0
    for path in (Path(os.environ["THROUGHLINE_DATA"]), case_data):
        with duckdb.connect(str(path / "throughline.duckdb"), read_only=True) as engine:
            for name, words in engine.execute(
                "select name, words from marts.search_name"
            ).fetchall():
                assert query_rows(engine, query, {"text": name}) == [{"words": words}]
                held += 1
    assert held > len(HOSTILE)


def test_every_word_must_stand_in_one_name(named) -> None:
    named({"uei:A": ("ACME ROCKETS", 1), "uei:B": ("BIRCH WORKS", 1)})
    assert ids("acme works") == []


def test_hostile_names_are_shown_as_text(named) -> None:
    named({"uei:A": ("<img src=x onerror=alert(1)> ACME", 1)})
    app = opened("views/search.py", q="acme")
    assert not app.exception
    assert "[\\<img" in texts(app) and "<img" not in texts(app).replace("\\<img", "")


def test_nothing_found_says_what_to_do(case_data: Path) -> None:
    app = opened("views/search.py", q="zzzzqqqq")
    assert "Nothing of that name is in the records loaded" in texts(app)
    assert "Get it from the publisher" in texts(app)


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
        _modelled(engine)


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
    assert ids("sacramento") == []
    assert ids("birch california") == []


@pytest.mark.parametrize("typed", ["NASA", "nasa", "N.A.S.A."])
def test_an_acronym_finds_its_agency_with_the_source(case_data: Path, typed: str) -> None:
    first = search.find(typed).iloc[0]
    assert (first["kind"], first["id"]) == ("agency", "agency:8000")
    assert first["said"].startswith("NASA: list of agencies of USAspending")


def test_an_acronym_of_an_agency_that_is_not_loaded_says_so(case_data: Path) -> None:
    said = texts(opened("views/search.py", q="cia"))
    assert "**CIA** is Central Intelligence Agency" in said and "none of its awards" in said


def test_kinds_are_counted_and_nothing_stands_twice(named) -> None:
    named({f"uei:{number}": (f"QUILL {number}", number) for number in range(60)})
    app = opened("views/search.py", q="quill")
    assert "Firms and organizations · 60" in texts(app)
    found = [href for href in links(app) if "?id=" in href]
    assert len(found) == len(set(found)) == 5
    assert "/search?q=quill&kind=organization" in links(app)
    first = opened("views/search.py", q="quill", kind="organization")
    later = opened("views/search.py", q="quill", kind="organization", after="50")
    pages = [[href for href in links(app) if "?id=" in href] for app in (first, later)]
    assert [len(page) for page in pages] == [50, 10]
    assert not set(pages[0]) & set(pages[1])
    assert "51 to 60 of 60" in texts(later)


@pytest.mark.parametrize("typed", ["golden dome", "quarter billion"])
def test_cases_and_claims_are_found(case_data: Path, typed: str) -> None:
    app = opened("views/search.py", q=typed)
    assert "Cases, claims and programs" in texts(app)


@given(st.text(max_size=60))
@settings(FIXTURE, max_examples=25)
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
