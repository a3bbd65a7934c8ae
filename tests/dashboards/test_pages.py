"""Every page and state, without a browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboards import components
from etl.settings import ROOT

PAGES = [
    "views/overview.py",
    "views/graph.py",
    "views/search.py",
    "views/money.py",
    "views/flags.py",
    "views/review.py",
    "views/methods.py",
]
FORBIDDEN = ["violation", "pay-to-play", "corrupt", "kickback", "suspicious", "the company gave"]


def opened(page: str, **query: str) -> AppTest:
    """A page of the app, run once."""
    app = AppTest.from_file(str(ROOT / "dashboards" / "app.py"), default_timeout=30)
    app.run()
    for name, value in query.items():
        app.query_params[name] = value
    if page != PAGES[0] or query:
        app.switch_page(page)
    return app.run()


def texts(app: AppTest) -> str:
    """All that the page says."""
    blocks = [app.title, app.markdown, app.caption, app.info, app.warning, app.error]
    return " ".join(str(element.value) for block in blocks for element in block)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_and_carries_the_notice(case_data: Path, page: str) -> None:
    app = opened(page)
    assert not app.exception
    assert "30111(a)(4)" in texts(app)
    assert not [word for word in FORBIDDEN if word in texts(app).lower()]


@pytest.mark.parametrize("page", PAGES)
def test_without_a_database_the_page_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    app = opened(page)
    assert not app.exception
    assert "make build" in app.error[0].value


def test_a_half_built_database_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(tmp_path / "throughline.duckdb")) as engine:
        engine.execute("create schema marts")
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    app = opened(PAGES[0])
    assert not app.exception
    assert "half-built" in app.error[0].value


def test_a_database_that_is_swapped_in_is_noticed(
    case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = tmp_path / "throughline.duckdb"
    shutil.copy(case_data / "throughline.duckdb", served)
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    app = opened(PAGES[0])
    assert "NEW NOTICE" not in texts(app)
    changed = tmp_path / "new.duckdb"
    shutil.copy(served, changed)
    with duckdb.connect(str(changed)) as engine:
        engine.execute("update marts.notice set text = 'NEW NOTICE'")
    changed.replace(served)
    assert "NEW NOTICE" in texts(app.run())


def test_an_edge_in_the_address_opens_to_its_records(case_data: Path) -> None:
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        link_id = engine.execute(
            "select link_id from marts.edge "
            "where from_name = 'Elon Musk' and to_name = 'AMERICA PAC'"
        ).fetchone()[0]
    app = opened("views/graph.py", edge=link_id)
    assert not app.exception
    said = texts(app)
    assert "published total, not our sum" in said
    assert "score not measured" in said
    assert "person's gift is that person's" in said
    assert 238523077 in [
        float(v) for frame in app.dataframe for v in frame.value.get("amount_usd", [])
    ]


@pytest.fixture
def reconciled(case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The case with two committees' figures: one agrees with its summary, one does not."""
    served = tmp_path / "throughline.duckdb"
    shutil.copy(case_data / "throughline.duckdb", served)
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    rows = [
        ("C00411116", "published", 137.5, 1.0, "received from committees: 100 %"),
        ("C00879510", "withheld", None, 0.42, "=HYPERLINK(1): <b>42 %</b>"),
    ]
    with duckdb.connect(str(served)) as engine:
        engine.execute("delete from marts.committee_received")
        for committee, state, received, coverage, reason in rows:
            engine.execute(
                "insert into marts.committee_received (committee_id, cycle, state, "
                "committee_received_usd, coverage_share, coverage_reason, unitemized_usd, "
                "memo_usd, record_count) values (?, 2024, ?, ?, ?, ?, 60, 7, 3)",
                [committee, state, received, coverage, reason],
            )
            engine.execute(
                "insert into marts.reconciliation (reconciliation_id, subject_kind, subject_id, "
                "subject_name, line, our_value, published_value, difference, unit, "
                "coverage_share, state, reason) values (?, 'committee', ?, '<img onerror=x>', "
                "'received from committees', 42, 100, -58, 'usd', ?, ?, ?)",
                [committee, committee, coverage, state, reason],
            )
    return served


def test_a_total_that_agrees_is_shown_with_what_is_not_in_it(reconciled: Path) -> None:
    said = texts(opened("views/graph.py", entity="fec:C00411116")).replace("\\", "")
    assert "$137.50 itemized, each dollar once" in said
    assert "$60 that the committee reports from individuals is in no row loaded" in said
    assert "memo rows of $7" in said


def test_below_the_gate_coverage_and_reason_stand_in_place_of_the_total(reconciled: Path) -> None:
    app = opened("views/graph.py", entity="fec:C00879510")
    assert not app.exception
    said = texts(app)
    assert "not shown as a total; coverage 42\\.0%" in said
    assert "\\<b\\>" in said


def test_the_money_page_lists_what_does_not_agree(reconciled: Path) -> None:
    app = opened("views/money.py")
    app.selectbox(key="kind").set_value("committee").run()
    assert not app.exception
    tables = [frame.value for frame in app.dataframe]
    shown = [table for table in tables if "difference" in table]
    assert shown[0]["difference"].tolist() == [-58]
    app.text_input(key="subject").set_value("nobody").run()
    assert "No line is in this state" in texts(app)


def test_obligations_and_awards_stand_beside_a_contractor(case_data: Path) -> None:
    said = texts(opened("views/graph.py", entity="uei:C6M7C2FLKER5"))
    assert "Obligations by fiscal year" in said
    assert "a total stands only where the actions loaded cover it" in said


def test_an_unknown_entity_is_said_plainly(case_data: Path) -> None:
    app = opened("views/graph.py", entity="uei:NOBODY' or 1=1")
    assert not app.exception
    assert "No entity of that id" in texts(app)


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
    assert len(components.plain(hostile, 40)) == 40
    assert "\u202e" not in components.plain(hostile)
    assert "\\<img" in components.markdown(hostile)
    assert "\\[click\\]\\(javascript\\:" in components.markdown("[click](javascript:alert(1))")


@pytest.mark.parametrize(
    ("amount", "shown"), [(None, "amount not stated"), ("0", "$0"), ("-2500.00", "−$2,500")]
)
def test_null_zero_and_negative_amounts_differ(amount: str | None, shown: str) -> None:
    assert components.dollars(amount) == shown


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
    monkeypatch.setattr("etl.review.JUDGEMENTS", judgements)
    app = opened("views/review.py")
    assert not app.exception
    assert "0.87" not in texts(app) and "\\<b\\>ACME" in texts(app)
    app.radio[0].set_value("same")
    app.text_input[0].set_value("its letterhead")
    app.text_input[1].set_value("ada")
    app.button[0].click().run()
    assert not app.exception
    assert "0.87" in app.success[0].value
    assert "name:<b>ACME,uei:A,same,its letterhead,ada," in judgements.read_text(encoding="utf-8")
    assert "No doubtful pair" in texts(app)
