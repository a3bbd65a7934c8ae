"""Every page and state, without a browser."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
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
    cells,
    columns,
    opened,
    texts,
)

ENTITIES = {
    "views/contractor.py": {"id": SPACEX},
    "views/committee.py": {"id": AMERICA_PAC},
    "views/agency.py": {"id": "agency:8000"},
    "views/graph.py": {"entity": SPACEX},
    "views/search.py": {"q": "spacex"},
}


@pytest.fixture
def served(case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the case that a test may change."""
    path = tmp_path / "throughline.duckdb"
    shutil.copy(case_data / "throughline.duckdb", path)
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    return path


def asked(path: Path, sql: str) -> str:
    """One value of a database."""
    with duckdb.connect(str(path), read_only=True) as engine:
        return str(engine.execute(sql).fetchone()[0])


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
    assert len(app.dataframe) + len(app.button) >= 1
    assert not [word for word in FORBIDDEN if word in texts(app).lower()]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("value", ["", "nobody' or 1=1 --", "<img src=x onerror=alert(1)>", "\x00"])
def test_an_address_of_nothing_says_what_to_do(case_data: Path, page: str, value: str) -> None:
    named = {"graph": "entity", "search": "q", "flags": "code", "case": "case", "records": "link"}
    app = opened(page, **{named.get(page[6:-3], "id"): value})
    assert not app.exception and not app.error
    assert "<img" not in texts(app).replace("\\<img", "")


@pytest.mark.parametrize("page", PAGES)
def test_without_a_database_the_page_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    app = opened(page)
    assert not app.exception
    assert "There is no database" in app.error[0].value
    assert [title.value for title in app.title] == ["There is nothing to show yet"]
    assert "make build" in texts(app)


def test_a_half_built_database_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(tmp_path / "throughline.duckdb")) as engine:
        engine.execute("create schema marts")
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    app = opened(PAGES[0])
    assert not app.exception
    assert "half" in app.error[0].value and "make build" in texts(app)


def test_a_damaged_database_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "throughline.duckdb").write_bytes(b"no database" * 1000)
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    app = opened(PAGES[0])
    assert not app.exception
    assert "damaged" in app.error[0].value


@pytest.mark.parametrize(
    ("page", "column"),
    [("contractor", "contractor.agency_count"), ("graph", "neighbour.certainty")],
)
def test_a_database_of_another_version_says_to_build_again(
    served: Path, page: str, column: str
) -> None:
    table, name = column.split(".")
    with duckdb.connect(str(served)) as engine:
        engine.execute(f"alter table marts.{table} rename column {name} to other")
    app = opened(f"views/{page}.py")
    assert not app.exception
    assert "another version" in app.error[0].value
    assert "python -m etl build" in texts(app)


def test_a_database_that_is_being_written_says_to_wait(served: Path) -> None:
    write = (
        "import duckdb, sys; kept = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    )
    words = [sys.executable, "-c", write, str(served)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        writer.stdout.readline()
        app = opened(PAGES[0])
        writer.communicate(b"\n")
    assert not app.exception
    assert "locked" in app.error[0].value and "Wait until" in texts(app)


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


def test_a_link_opens_to_its_records_and_what_speaks_against_it(case_data: Path) -> None:
    link_id = asked(
        case_data / "throughline.duckdb",
        "select link_id from marts.edge where from_name = 'Elon Musk' and to_name = 'AMERICA PAC'",
    )
    app = opened("views/records.py", link=link_id)
    assert not app.exception
    said = texts(app)
    assert "published total, not our sum" in said
    assert "score not measured" in said
    assert "person's gift is that person's" in said
    assert 238523077 in [float(v) for frame in app.dataframe for v in frame.value.get("USD", [])]


@pytest.fixture
def reconciled(served: Path) -> Path:
    """The case with two committees' figures: one agrees with its summary, one does not."""
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
                "memo_usd, record_count, published_url) values (?, 2024, ?, ?, ?, ?, 60, 7, 3, "
                "'https://www.fec.gov/data/committee/' || ?)",
                [committee, state, received, coverage, reason, committee],
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
    said = texts(opened("views/committee.py", id="fec:C00411116")).replace("\\", "")
    assert "$137.50 itemized, each dollar once" in said
    assert "$60 that the committee reports from individuals is in no row loaded" in said
    assert "memo rows of $7" in said
    assert "(https://www.fec.gov/data/committee/C00411116)" in said


def test_below_the_gate_coverage_and_reason_stand_in_place_of_the_total(reconciled: Path) -> None:
    app = opened("views/committee.py", id="fec:C00879510")
    assert not app.exception
    said = texts(app)
    assert "not shown as a total; coverage 42\\.0%" in said
    assert "\\<b\\>" in said


def test_the_money_page_lists_what_does_not_agree(reconciled: Path) -> None:
    app = opened("views/money.py")
    app.selectbox(key="kind").set_value("committee").run()
    assert not app.exception
    shown = [frame.value for frame in app.dataframe if "difference" in frame.value]
    assert shown[0]["difference"].tolist() == [-58]
    app.selectbox(key="state").set_value("published").run()
    shown = [frame.value for frame in app.dataframe if "difference" in frame.value]
    assert shown[0]["id"].tolist() == ["C00411116"]


def test_a_contractor_shows_obligations_and_ceilings_apart(case_data: Path) -> None:
    app = opened("views/contractor.py", id=SPACEX)
    said = texts(app)
    assert "Obligations by agency and fiscal year" in said
    assert "A sum stands only where the actions loaded cover" in said
    awards = next(names for names in columns(app) if "ceiling, not spending USD" in names)
    assert "obligated USD" in awards and "competition" in awards
    assert [metric.label for metric in app.metric][0] == "Obligated, actions loaded"


def test_political_money_stands_by_role_and_leads_to_its_gifts(case_data: Path) -> None:
    said = texts(opened("views/contractor.py", id=SPACEX))
    assert "roles are never added up" in said
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        role, amount = engine.execute(
            "select role_code, amount_usd from marts.contractor_money where organization_id = ? "
            "order by role_rank limit 1",
            [SPACEX],
        ).fetchone()
    app = opened("views/records.py", role_of=SPACEX, role=role)
    assert not app.exception
    gifts = next(f.value for f in app.dataframe if "less refunds USD" in f.value)
    assert sum(gifts["less refunds USD"]) == pytest.approx(float(amount))
    givers = gifts["giver"].tolist()
    assert givers == sorted(givers)


def test_a_sum_of_obligations_opens_to_the_actions_that_make_it(case_data: Path) -> None:
    database = case_data / "throughline.duckdb"
    obligation_id, amount = asked(
        database,
        "select obligation_id || ' ' || obligated_usd from marts.obligation "
        "order by action_count desc, obligation_id limit 1",
    ).split()
    app = opened("views/records.py", obligation=obligation_id)
    assert not app.exception
    actions = app.dataframe[0].value
    assert sum(actions["obligated USD"]) == pytest.approx(float(amount))


def test_an_award_shows_its_actions_and_that_a_ceiling_is_not_spending(case_data: Path) -> None:
    key = asked(
        case_data / "throughline.duckdb",
        "select award_key from marts.award where action_count > 0 order by award_key limit 1",
    )
    app = opened("views/award.py", id=key)
    assert not app.exception
    assert "Ceiling, not spending" in [metric.label for metric in app.metric]
    assert "modification" in app.dataframe[0].value


def test_people_who_gave_to_a_committee_are_found_and_not_ranked(case_data: Path) -> None:
    app = opened("views/committee.py", id=AMERICA_PAC)
    assert "not listed by what they gave" in texts(app)
    app.text_input(key="contributor").set_value("musk").run()
    assert not app.exception
    found = [f.value for f in app.dataframe if "who" in f.value]
    assert any("Elon Musk" in set(rows["who"]) for rows in found)


def test_an_agency_shows_who_oversees_it(case_data: Path) -> None:
    agency_id = asked(
        case_data / "throughline.duckdb",
        "select agency_id from marts.overseer_money order by amount_usd desc, agency_id limit 1",
    )
    app = opened("views/agency.py", id=agency_id)
    assert not app.exception
    assert "sits on" in [name for names in columns(app) for name in names]
    assert "Nothing here says that a gift and an award have to do with each other" in texts(
        app
    ).replace("\\", "")


def test_a_member_shows_seats_and_money_with_the_caveat(case_data: Path) -> None:
    member_id = asked(
        case_data / "throughline.duckdb",
        "select member_id from marts.overseer_money where member_id like 'bioguide:%' "
        "order by amount_usd desc, member_id limit 1",
    )
    app = opened("views/member.py", id=member_id)
    assert not app.exception
    said = texts(app).replace("\\", "")
    assert "Seats and committees of Congress" in said
    assert "Nothing here says that a gift and an award have to do with each other" in said


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


def test_a_contractor_without_gifts_or_owners_says_so_in_a_line(case_data: Path) -> None:
    found = asked(
        case_data / "throughline.duckdb",
        "select organization_id from marts.contractor where organization_id not in "
        "(select organization_id from marts.contractor_gift) order by 1 limit 1",
    )
    app = opened("views/contractor.py", id=found)
    assert not app.exception
    assert "no gift of its people or its fund" in texts(app)


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


OPENERS = {
    "giver": "select {'giver': entity_id, 'cycle': cycle::varchar} from marts.who_gave "
    "order by entity_id, cycle limit 1",
    "overseen": "select {'overseen': agency_id, 'committee': committee_id, 'role': role_code} "
    "from marts.overseer_money order by amount_usd desc, agency_id, committee_id limit 1",
    "contractor": "select {'agency': agency_id, 'contractor': organization_id} "
    "from marts.agency_contractor where action_count > 0 order by all limit 1",
    "year": "select {'agency': agency_id, 'year': fiscal_year::varchar} from marts.obligation "
    "order by agency_id, fiscal_year limit 1",
    "recipient": "select {'role_of': organization_id, 'role': role_code, "
    "'recipient': recipient_id} from marts.contractor_gift order by 1 limit 1",
}


@pytest.mark.parametrize("name", OPENERS)
def test_a_number_opens_to_rows(case_data: Path, name: str) -> None:
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        query = engine.execute(OPENERS[name]).fetchone()[0]
    app = opened("views/records.py", **query)
    assert not app.exception and not app.error and not app.warning
    assert len(app.dataframe[0].value)


@pytest.mark.parametrize(
    "query",
    [
        {"giver": "nobody", "cycle": "x"},
        {"overseen": "a", "committee": "b"},
        {"agency": "a", "year": "²"},
        {"agency": "a"},
        {"role_of": "a", "role": "b", "recipient": "c"},
        {"obligation": "x"},
        {"flag": "x"},
    ],
    ids=str,
)
def test_a_number_that_is_not_there_says_so(case_data: Path, query: dict[str, str]) -> None:
    app = opened("views/records.py", **query)
    assert not app.exception and not app.error
    assert "in the database that is loaded now" in texts(app)


def test_gifts_of_an_overseen_agency_add_up_to_its_sum(case_data: Path) -> None:
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        sums = engine.execute(
            "select agency_id, committee_id, role_code, amount_usd from marts.overseer_money "
            "order by all limit 3"
        ).fetchall()
    for agency_id, committee_id, role, amount in sums:
        app = opened("views/records.py", overseen=agency_id, committee=committee_id, role=role)
        gifts = app.dataframe[0].value
        assert sum(gifts["less refunds USD"]) == pytest.approx(float(amount))


def test_an_answer_stands_with_its_entity(served: Path) -> None:
    with duckdb.connect(str(served)) as engine:
        engine.execute(
            "insert into marts.answer values ('1', ?, 'SpaceX', '2026-01-05', 'Is it *right*?', "
            "'2026-01-09', 'Yes <b>since</b> 2019.', 'Ada Quill', 'javascript:alert(1)', true)",
            [SPACEX],
        )
    said = texts(opened("views/contractor.py", id=SPACEX))
    assert "Yes \\<b\\>since\\</b\\> 2019\\." in said
    assert "Ada Quill, 2026\\-01\\-09" in said or "Ada Quill, 2026-01-09" in said
    assert "javascript" not in said
