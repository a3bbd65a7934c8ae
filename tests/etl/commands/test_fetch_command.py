"""`python -m etl fetch` as a user types it: plans, mistakes, hostile words, a whole case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.common.patterns import words_pattern
from etl.common.settings import ThroughlineError
from etl.fetch.targets import check_targets
from etl.sources.fec.api import person_pattern
from etl.stories.wanted import case_targets
from tests.fixtures import lake_rows
from tests.fixtures.fetching import command, fetched, wanted
from tests.fixtures.publishers import Publishers

UEI = "ACMEROCKET01"


@pytest.fixture
def publishers() -> Iterator[Publishers]:
    with Publishers() as running:
        yield running


MISTAKES = [
    ((), "say what to fetch"),
    (("--uei", "ACME"), "is no UEI: twelve letters and digits"),
    (("--committee", "C123"), "is no committee id: C and eight digits"),
    (("--donor", "ADA QUILL"), "write a person as LAST, FIRST"),
    (("--donor", "QUILL,"), "write a person as LAST, FIRST"),
    (("--employer", "A B"), "words of 3 letters or more"),
    (("--employer", "***"), "words of 3 letters or more"),
    (("--agency", "097"), "fetch --bulk contracts --agency 097 --fiscal-year YEAR"),
    (("--uei", UEI, "--agency", "Defense"), "is no agency code"),
    (("--uei", UEI, "--since", "last year"), "is no date: write it as 2023-01-31"),
    (("--uei", UEI, "--since", "2999-01-01"), "lies in the future"),
    (("--case", "atlantis"), "no case 'atlantis': choose one of golden_dome"),
    (("--uei", UEI, "--connections", "40"), "--connections: 1 to 8"),
    (("--bulk", "grants"), "choose fec or contracts"),
    (("--bulk", "fec"), "wants --cycle 2024"),
    (("--bulk", "contracts"), "wants --fiscal-year 2024"),
    (("--bulk", "fec", "--cycle", "2023"), "is no cycle: even years"),
    (("--bulk", "contracts", "--fiscal-year", "1999"), "is no fiscal year with contracts"),
    (("--bulk", "fec", "--cycle", "2024", "--tables", "indv"), "choose from indiv, oth"),
    (("--update",), "yet: fetch first"),
    (("--update", "--uei", UEI), "say nothing else"),
    (("--update", "--since", "2024-01-01"), "say nothing else"),
    (("--bulk", "fec", "--cycle", "2024", "--agency", "097"), "knows no fiscal year"),
    (("--bulk", "contracts", "--fiscal-year", "2024", "--tables", "cm"), "knows no cycle"),
]


@pytest.mark.parametrize(("words", "says"), MISTAKES, ids=[" ".join(w) or "-" for w, _ in MISTAKES])
def test_a_mistake_is_said_in_one_line(
    publishers: Publishers, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    done = command(publishers, tmp_path, "fetch", *words)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert publishers.requests == []


def test_a_plan_says_calls_rows_and_minutes_and_keeps_nothing(
    publishers: Publishers, tmp_path: Path
) -> None:
    publishers.fec.add_receipts(2_345)
    publishers.fec.hourly_limit = 30
    publishers.usaspending.add_awards(220, uei=UEI)
    words = ("--uei", UEI, "--committee", "C00900001")
    done = command(publishers, tmp_path, "fetch", *words, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "2,345" in done.stdout and "220" in done.stdout
    assert "at this key's 30 calls an hour; nothing was kept" in done.stdout
    assert re.search(r"about 6\d\d calls", done.stdout)
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != ".lock"]
    assert kept == []


def test_fetch_loads_and_load_does_it_again(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipts(30)
    done = command(publishers, tmp_path, "fetch", "--committee", "C00900001")
    assert done.returncode == 0, done.stderr
    assert "30 rows of 30 that the publisher counts" in done.stdout
    assert len(lake_rows(tmp_path, "fec_api_schedule_a")) == 30
    again = command(publishers, tmp_path, "load")
    assert again.returncode == 0 and "30 rows already loaded" in again.stdout


def test_a_short_search_fails_the_fetch_and_the_build(
    publishers: Publishers, tmp_path: Path
) -> None:
    publishers.fec.add_receipts(30)
    publishers.fec.lose = {publishers.fec.add_receipt(committee_id="C00900001")["sub_id"]}
    done = command(publishers, tmp_path, "fetch", "--committee", "C00900001")
    assert done.returncode == 2
    assert "SHORT by 1" in done.stdout and "short by 1 rows" in done.stderr
    built = command(publishers, tmp_path, "build")
    assert built.returncode == 1
    assert "every search brought what the publisher counts" in built.stderr


HOSTILE = [
    "O'BRIEN'); drop table lake.load; --, PAT",
    "=CMD|'/C CALC'!A0, EVE",
    "../../ETC/PASSWD, ROOT",
    "QUI\nLL, ADA",
    "Ñandú, <script>alert(1)</script>",
    "A" * 300 + ", BEE",
    "(QUILL|.*)+, ADA",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_only_words(publishers: Publishers, tmp_path: Path, name: str) -> None:
    publishers.fec.add_receipt(contributor_name="QUILL, ADA")
    fetched(publishers, tmp_path, wanted(donors=(name,)))
    found = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")]
    assert all(re.fullmatch(r"[\w./\-]+", path) for path in found)
    assert all(path.split("/")[0] in ("downloads", "lake", "tmp") for path in found)


def test_a_case_wants_its_firms_people_and_pacs() -> None:
    targets = case_targets("golden_dome")
    assert "C6M7C2FLKER5" in targets.said("ueis")
    assert "MUSK, ELON" in targets.said("donors")
    assert "C00411116" in targets.said("committees")
    assert len(targets.said("registered")) > 10


def test_run_live_fetches_loads_builds_and_states_claims(
    publishers: Publishers, tmp_path: Path
) -> None:
    publishers.usaspending.add_award(
        award_key="CONT_AWD_LIVE0001_9700_-NONE-_-NONE-",
        uei="C6M7C2FLKER5",
        recipient_name="SPACE EXPLORATION TECHNOLOGIES CORP.",
        actions=3,
    )
    publishers.fec.hourly_limit = 10_000
    done = command(publishers, tmp_path, "run", "--case", "golden_dome", "--live")
    assert done.returncode == 0, done.stderr
    assert "supported:" in done.stdout
    with duckdb.connect(str(tmp_path / "throughline.duckdb"), read_only=True) as engine:
        row = engine.execute(
            "select count(*) from marts.source_file where table_name = ?",
            ["usaspending_api_transaction"],
        ).fetchone()
    assert row == (1,)
    assert len(lake_rows(tmp_path, "usaspending_api_transaction")) == 3


def matches(pattern: str, text: str) -> bool:
    """As the lake's filter does it."""
    row = duckdb.execute("select regexp_full_match(?, ?)", [text, pattern]).fetchone()
    return bool(row and row[0])


WORD = st.text("ABCDEFGXYZ", min_size=1, max_size=6)


@settings(max_examples=200)
@given(last=WORD, first=WORD, more=st.lists(WORD, max_size=2), other=WORD)
def test_a_person_is_told_by_whole_names(
    last: str, first: str, more: list[str], other: str
) -> None:
    pattern = person_pattern(f"{last}, {first}")
    assert matches(pattern, f"{last}, {' '.join([first, *more])}")
    assert matches(pattern, f"{last}, MR {first}")
    if other not in (first, last):
        assert not matches(pattern, f"{last}, {other}")
        assert not matches(pattern, f"{other}, {first}")
        assert not matches(pattern, f"{last}, {other} {first}") or other in ("MR", "MS", "DR")
    assert not matches(pattern, f"{last}, {first}X")


@settings(max_examples=200)
@given(words=st.lists(WORD, min_size=1, max_size=3), around=st.lists(WORD, max_size=2))
def test_words_are_found_whole_and_in_order(words: list[str], around: list[str]) -> None:
    pattern = words_pattern(" ".join(words))
    assert matches(pattern, " ".join([*around, *words, *around]))
    assert not matches(pattern, "".join(["Q", *words, "Q"]))


def test_names_of_the_publisher_spelling_are_taken() -> None:
    targets = check_targets(wanted(ueis=(" acmerocket01 ",), committees=("c00900001",)))
    assert (targets.said("ueis"), targets.said("committees")) == (("ACMEROCKET01",), ("C00900001",))
    with pytest.raises(ThroughlineError, match="is no UEI"):
        check_targets(wanted(ueis=("ACMEROCKET0é",)))
