"""Claims: their states, their tolerance, and what a wrong file is told."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.common.database import open_database
from etl.common.settings import Settings, ThroughlineError
from etl.stories.claims import SECOND_HAND, WORDS, Claim, claim_files, hold_claim, hold_claims

STATES = {
    "adviser": "supported",
    "agencies_of_anduril": "supported",
    "agencies_of_palantir": "supported",
    "agencies_of_spacex": "supported",
    "anduril_parents": "supported",
    "army_agreement": "partly",
    "ceilings": "supported",
    "crew_beside_boeing": "supported",
    "dates_in_order": "supported",
    "fiscal_year_2018": "supported",
    "founders_large_donors": "partly",
    "frontrunners": "partly",
    "golden_dome_awarded": "not in the records loaded",
    "lunar_lander_total": "partly",
    "nasa_commercial_crew": "supported",
    "one_fund_in_all_three": "supported",
    "pac_to_committee_members": "supported",
    "persons_not_firms": "supported",
    "quarter_billion": "partly",
    "seats_over_agencies": "supported",
    "shield_holders": "partly",
}
HEADER = {
    "claim": "Two and two are four",
    "speaker": "Ada Quill",
    "date": "2025-04-17",
    "source": "her site",
    "source_url": "https://example.org/",
    "expects": "a sum of 4",
    "tolerance": "none",
    "excludes": "everything else",
}
PART = "select 'sum' as part, '4' as found, '=' as test, {} as value, 4 as expected, {} as evidence"


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    """A database with one record that opens."""
    connection = duckdb.connect()
    connection.execute("create schema marts")
    connection.execute(
        "create table marts.evidence as select 'r1' as record_id, md5_number_lower('r1') as "
        "record_number, 'published total' as record_kind, 'file.csv' as source_file, "
        "null::date as record_date, 'a total' as title, null as amount_usd, null as record_url"
    )
    connection.execute(
        "create table marts.build as select 'f' as fingerprint, date '2026-06-30' as as_of_date"
    )
    return connection


def held(folder: Path, engine: duckdb.DuckDBPyConnection, *parts: str, **header: str) -> Claim:
    """A claim of these parts, held."""
    path = folder / "sums.sql"
    lines = [f"-- {word}: {text}" for word, text in (HEADER | header).items() if text]
    path.write_text("\n".join([*lines, "\nunion all\n".join(parts)]) + "\n")
    return hold_claim(path, engine)


def part(value: str, evidence: str = "['r1']") -> str:
    """A part with a value."""
    return PART.format(value, evidence)


@pytest.mark.parametrize(
    ("values", "state"),
    [
        (["4"], "supported"),
        (["4", "4"], "supported"),
        (["5"], "contradicted"),
        (["5", "3"], "contradicted"),
        (["null"], "not in the records loaded"),
        (["null", "null"], "not in the records loaded"),
        (["4", "5"], "partly"),
        (["4", "null"], "partly"),
        (["5", "null"], "partly"),
        (["4", "5", "null"], "partly"),
    ],
)
def test_the_state_comes_from_the_parts(
    tmp_path: Path, engine: duckdb.DuckDBPyConnection, values: list[str], state: str
) -> None:
    claim = held(tmp_path, engine, *[part(value) for value in values])
    assert claim.state == state
    assert claim.coverage.parts == len(values)
    assert claim.coverage.parts_with_records == sum(value != "null" for value in values)


def test_a_claim_without_rows_has_no_records(
    tmp_path: Path, engine: duckdb.DuckDBPyConnection
) -> None:
    claim = held(tmp_path, engine, part("4") + " where false")
    assert (claim.state, claim.found) == ("not in the records loaded", "no record")


def test_coverage_says_what_stands_behind_it(
    tmp_path: Path, engine: duckdb.DuckDBPyConnection
) -> None:
    said = held(tmp_path, engine, part("4"), part("null")).coverage.sentence
    assert said == (
        "1 of 2 parts have records; records: 1 (published total: 1); of them totals that others "
        "published: 1; published files: 1; built as of 2026-06-30"
    )


@given(
    expected=st.decimals(1, 10**9, places=2),
    share=st.decimals(0, 50, places=1),
    off=st.decimals(-(10**9), 10**9, places=2),
)
def test_a_share_of_tolerance_reaches_to_its_edge(
    engine: duckdb.DuckDBPyConnection, expected: Decimal, share: Decimal, off: Decimal
) -> None:
    from etl.stories.claims import _passes, _slack

    slack = _slack(f"{share} %", expected, Path("x.sql"))
    assert slack == expected * share / 100
    assert _passes("=", (expected + off, expected), slack) is (abs(off) <= slack)
    assert _passes(">=", (expected + off, expected), slack) is (off >= -slack)
    assert _passes(">", (expected + off, expected), slack) is (off > -slack)


@pytest.mark.parametrize(
    ("tolerance", "value", "state"),
    [
        ("none", "4.01", "contradicted"),
        ("0.01", "4.01", "supported"),
        ("0.01", "4.02", "contradicted"),
        ("25 %", "5", "supported"),
        ("25 %", "5.01", "contradicted"),
    ],
)
def test_tolerance_is_a_number_or_a_share(
    tmp_path: Path,
    engine: duckdb.DuckDBPyConnection,
    tolerance: str,
    value: str,
    state: str,
) -> None:
    assert held(tmp_path, engine, part(value), tolerance=tolerance).state == state


@pytest.mark.parametrize("word", WORDS)
def test_a_header_that_lacks_a_word_is_refused(
    tmp_path: Path, engine: duckdb.DuckDBPyConnection, word: str
) -> None:
    with pytest.raises(ThroughlineError, match=rf"sums.sql: the header lacks {word}"):
        held(tmp_path, engine, part("4"), **{word: ""})


@pytest.mark.parametrize(
    ("sql", "header", "said"),
    [
        ("select 1 as part", {}, "gives part; wanted: part, found, test"),
        ("selekt", {}, "sums.sql: Parser Error"),
        ("select * from marts.nowhere", {}, "sums.sql: Catalog Error"),
        (part("4", "[]"), {}, "a value needs what is expected, and evidence"),
        (part("4", "['r2']"), {}, "the record r2 does not open"),
        (part("4").replace("'='", "'<'"), {}, "the test is =, >= or >, not <"),
        (part("4"), {"tolerance": "some"}, "tolerance 'some': write none"),
        (part("4"), {"tolerance": "-1"}, "tolerance '-1' is not 0 or more"),
        (part("4"), {"tolerance": "nan"}, "is not 0 or more"),
        (part("4"), {"date": "April"}, "'April' is no date"),
        (part("4"), {"source_url": "javascript:alert(1)"}, "an https address, or `link wanted`"),
    ],
)
def test_a_wrong_claim_is_named(
    tmp_path: Path,
    engine: duckdb.DuckDBPyConnection,
    sql: str,
    header: dict[str, str],
    said: str,
) -> None:
    with pytest.raises(ThroughlineError, match=re.escape(said)):
        held(tmp_path, engine, sql, **header)


def test_the_bundled_case_holds_what_its_records_hold(case_settings: Settings) -> None:
    with open_database(case_settings.database) as engine:
        claims = hold_claims("golden_dome", engine)
    assert {claim.name: claim.state for claim in claims} == STATES
    for claim in claims:
        assert bool(claim.evidence) is (claim.state != "not in the records loaded")
        assert claim.coverage.records == len(claim.evidence)


def test_the_quarter_billion_says_what_memo_rows_do_to_it(case_settings: Settings) -> None:
    path = next(p for p in claim_files("golden_dome") if p.stem == "quarter_billion")
    with open_database(case_settings.database) as engine:
        claim = hold_claim(path, engine)
    assert [(p.value, p.holds) for p in claim.parts] == [
        (Decimal("256608877.00"), True),
        (Decimal("204898563.00"), False),
        (Decimal("277400000.00"), True),
    ]
    assert claim.coverage.second_hand == claim.coverage.records == 7


@pytest.mark.parametrize(
    ("change", "name", "state"),
    [
        (
            "update marts.published_total set total_usd = 249000000 where contributor = "
            "'MUSK, ELON' and committee_id is null and cycle = 2024",
            "quarter_billion",
            [False, False, True],
        ),
        (
            "update marts.award_action set obligated_usd = obligated_usd + 0.01 "
            "where modification_number = '0'",
            "nasa_commercial_crew",
            [False, True],
        ),
        ("delete from marts.edge where link_type = 'invested_in' and to_name like 'Anduril%'",
         "one_fund_in_all_three", [True, True, None]),
        ("update marts.award set reported_obligated_usd = 5 where piid = 'GS35F0086U'",
         "ceilings", [True] * 8 + [False, True]),
        ("update marts.case_event set event_date = '2025-04-18' where event like '%DB002%'",
         "dates_in_order", [True, False, True]),
        ("update marts.edge set from_kind = 'organization' where from_name = 'Elon Musk'",
         "persons_not_firms", [False]),
        ("update marts.committee set party_code = case committee_id when 'C00744946' then 'DEM' "
         "else 'REP' end", "founders_large_donors", [True, True, True, True]),
        ("delete from marts.overseer_money where agency_id = 'agency:8000'",
         "seats_over_agencies", [True, None]),
        ("update marts.edge set last_date = '2025-04-01' where link_type = 'adviser_to'",
         "adviser", [True, True, False]),
        ("update marts.award set obligated_usd = 3010000000 where piid = '80MSFC20C0034'",
         "lunar_lander_total", [True, True]),
    ],
)  # fmt: skip
def test_another_record_gives_another_answer(
    case_settings: Settings, tmp_path: Path, change: str, name: str, state: list[bool | None]
) -> None:
    copy = tmp_path / "throughline.duckdb"
    shutil.copyfile(case_settings.database, copy)
    path = next(p for p in claim_files("golden_dome") if p.stem == name)
    with duckdb.connect(str(copy)) as engine:
        engine.execute(change)
        claim = hold_claim(path, engine)
    assert [part.holds for part in claim.parts] == state


def test_kinds_at_second_hand_are_kinds_of_records(case_settings: Settings) -> None:
    with open_database(case_settings.database) as engine:
        kinds = engine.execute("select distinct record_kind from marts.evidence").fetchall()
    assert set(SECOND_HAND) <= {kind for (kind,) in kinds}


def run(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    """The command `case`."""
    command = [sys.executable, "-m", "etl", "case", *words, "--data", str(settings.data)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_tells_parts_coverage_and_records(case_settings: Settings) -> None:
    done = run(case_settings, "golden_dome", "--claim", "nasa_commercial_crew", "--records")
    assert done.returncode == 0, done.stderr
    assert "✓ Sum of the actions: 1,241,839,006.00 USD (wanted: = 1,241,839,006)" in done.stdout
    assert "left out: every other award" in done.stdout
    assert done.stdout.count("case:golden_dome:award_action:") == 28
    document = json.loads(run(case_settings, "golden_dome", "--json").stdout)
    assert {one["name"]: one["state"] for one in document} == STATES
    assert document[0]["parts"][0]["evidence"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("golden_dome", "--claim", "x"), "no claim 'x' in golden_dome: choose one of adviser"),
        (("silver_dome",), "no case 'silver_dome': choose one of golden_dome"),
    ],
)
def test_bad_use_is_one_line(case_settings: Settings, words: tuple[str, ...], said: str) -> None:
    done = run(case_settings, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
