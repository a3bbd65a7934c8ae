"""Search: by any name, forgiving of spelling, by identifier and by contract number."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.base import search
from etl.common.database import query_rows
from etl.common.queries import read_query
from tests.dashboards.front.naming import build_search
from tests.dashboards.opening import MUSK, SPACEX, opened, texts

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
        build_search(engine)
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
