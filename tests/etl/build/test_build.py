"""A build is whole or not at all; the same inputs give the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import etl.build.run
from etl.build.check import Failure, check_database
from etl.build.models import Model, models
from etl.build.prepare import prepare
from etl.build.run import CheckFailedError, build, explain
from etl.common.progress import Progress
from etl.common.settings import ROOT, Settings, ThroughlineError
from etl.exports.export import export
from etl.lake.records import loads
from etl.stories.cases import claims, load_case

SILENT = Progress(False)


def rows(settings: Settings, sql: str) -> list[tuple]:
    """The rows of a query on the built database."""
    with duckdb.connect(str(settings.database), read_only=True) as engine:
        return engine.execute(sql).fetchall()


def hashes(folder: Path) -> dict[str, str]:
    """Every file below a folder with its hash."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture
def case(case_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A data folder of its own with the bundled case as it was built."""
    monkeypatch.setenv("THROUGHLINE_AS_OF", "2026-06-30")
    shutil.copytree(case_settings.data, tmp_path / "data")
    return Settings(data=tmp_path / "data")


def test_two_runs_give_the_same_bytes(
    case: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_another_order(engine: duckdb.DuckDBPyConnection, settings: Settings) -> None:
        prepare(engine, settings)
        engine.execute("set threads = 7; set preserve_insertion_order = false")

    other = Settings(data=tmp_path / "other")
    load_case("golden_dome", other, SILENT)
    monkeypatch.setattr("etl.build.run.prepare", in_another_order)
    build(other, SILENT)
    first, second = hashes(export(case)), hashes(export(other))
    assert first == second
    assert {"edge.csv", "edge.parquet", "README.txt"} <= first.keys()
    assert hashes(case.lake) == hashes(other.lake)


def test_a_second_build_has_nothing_to_do_and_force_builds(case: Settings) -> None:
    assert build(case, SILENT) is False
    assert build(case, SILENT, is_forced=True) is True


def test_a_failed_check_leaves_the_old_database(
    case: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = hashes(case.data)
    monkeypatch.setattr(
        etl.build.run, "check_database", lambda *_: [Failure("links.link", "broken")]
    )
    with pytest.raises(CheckFailedError, match="links.link: broken"):
        build(case, SILENT, is_forced=True)
    assert hashes(case.data) == before


def test_a_killed_build_leaves_the_old_database(case: Settings) -> None:
    before = hashes(case.data)["throughline.duckdb"]
    code = (
        "import etl.build.run, os, signal\n"
        "etl.build.run.check_database = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from etl.common.progress import Progress; from etl.common.settings import Settings\n"
        f"import pathlib; etl.build.run.build(Settings(data=pathlib.Path({str(case.data)!r})), "
        "Progress(False), True)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert hashes(case.data)["throughline.duckdb"] == before
    assert list(case.temporary.glob("build-*.duckdb"))
    assert build(case, SILENT, is_forced=True) is True
    assert not list(case.temporary.glob("build-*"))


def test_a_full_disk_leaves_the_old_database(case: Settings) -> None:
    before = hashes(case.data)["throughline.duckdb"]

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    words = [sys.executable, "-m", "etl", "build", "--force", "--data", str(case.data)]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, preexec_fn=small_files, timeout=120
    )
    assert done.returncode == 2
    assert "no room left" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert hashes(case.data)["throughline.duckdb"] == before


def test_an_edited_case_file_takes_the_place_of_the_older(
    case: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cases" / "golden_dome"
    folder.mkdir(parents=True)
    source = ROOT / "etl" / "cases" / "golden_dome"
    for path in source.glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    events = folder / "case_event.csv"
    events.write_text(events.read_text().replace("Musk endorses Trump", "An endorsement"))
    monkeypatch.setattr("etl.stories.cases.CASES", tmp_path / "cases")
    load_case("golden_dome", case, SILENT)
    assert [load.file for load in loads(case)].count("case_event.csv") == 1
    build(case, SILENT)
    assert rows(case, "select count(*) from marts.case_event where event = 'An endorsement'") == [
        (1,)
    ]


EDGES = [
    ("Elon Musk", "contributed_to", "AMERICA PAC"),
    ("Elon Musk", "founder_of", "Space Exploration Technologies Corp. (SpaceX)"),
    ("Elon Musk", "officer_of", "Space Exploration Technologies Corp. (SpaceX)"),
    ("Peter Thiel", "founder_of", "Palantir Technologies Inc."),
    ("Founders Fund", "invested_in", "Space Exploration Technologies Corp. (SpaceX)"),
    ("Founders Fund", "invested_in", "Palantir Technologies Inc."),
    ("Founders Fund", "invested_in", "Anduril Industries, Inc."),
    ("Palmer Luckey", "founder_of", "Anduril Industries, Inc."),
    ("Trae Stephens", "founder_of", "Anduril Industries, Inc."),
    ("Brian Schimpf", "founder_of", "Anduril Industries, Inc."),
]


@pytest.mark.parametrize(("origin", "link", "target"), EDGES)
def test_the_case_shows_the_edge_with_its_record(
    case_settings: Settings, origin: str, link: str, target: str
) -> None:
    found = rows(
        case_settings,
        "select count(record.title) from marts.edge as edge, unnest(edge.evidence) as cited (id) "
        f"join marts.evidence as record on record.record_id = cited.id where from_name = '{origin}'"
        f" and link_type = '{link}' and to_name = '{target}'",
    )
    assert found[0][0] >= 1


def test_the_case_shows_agencies_and_the_pac_chain(case_settings: Settings) -> None:
    agencies = rows(
        case_settings,
        "select distinct to_name from marts.edge where link_type = 'received_award' "
        "and from_id = 'uei:C6M7C2FLKER5'",
    )
    names = {name for (name,) in agencies}
    assert {"NATIONAL AERONAUTICS AND SPACE ADMINISTRATION", "DEPT OF THE AIR FORCE"} <= names
    chain = rows(
        case_settings,
        "select count(distinct seat.to_id) from marts.edge as gift "
        "join marts.edge as campaign on campaign.from_id = gift.to_id "
        "and campaign.link_type = 'authorized_by' "
        "join marts.edge as seat on seat.from_id = campaign.to_id and seat.link_type = 'sits_on' "
        "where gift.from_id = 'fec:C00411116' and gift.link_type = 'contributed_to' "
        "and seat.to_kind in ('seat', 'congress_committee')",
    )
    assert chain[0][0] >= 8


def test_no_gift_is_shown_as_a_firms_own(case_settings: Settings) -> None:
    found = rows(
        case_settings,
        "select count(*) from marts.edge where link_type = 'contributed_to' "
        "and from_kind = 'organization'",
    )
    assert found == [(0,)]


def test_claims_are_rechecked(case_settings: Settings) -> None:
    found = {claim.name: claim for claim in claims("golden_dome", case_settings)}
    assert len(found) >= 5
    assert found["nasa_commercial_crew"].state == "supported"
    assert len(found["nasa_commercial_crew"].evidence) == 28


def test_checks_find_a_link_that_nobody_can_open(case: Settings) -> None:
    with duckdb.connect(str(case.database)) as engine:
        engine.execute("update links.founder_of set evidence = ['case:nowhere'], record_count = 1")
        found = [failure.subject for failure in check_database(engine, models())]
    assert "every piece of evidence opens" in found


def test_checks_find_a_repeated_key_and_a_range() -> None:
    with duckdb.connect() as engine:
        engine.execute("create schema marts; create table marts.x as select 1 as id from range(3)")
        header = {"title": "t", "grain": "g", "key": "id", "rows": "5.."}
        found = check_database(engine, [Model("marts", "x", "select 1", header)])
    assert [failure.message for failure in found] == [
        "1 values of id stand more than once",
        "3 rows, expected 5..",
    ]


def test_checks_find_keys_of_several_columns_that_repeat_or_lack_a_part() -> None:
    with duckdb.connect() as engine:
        engine.execute("create schema marts")
        engine.execute(
            "create table marts.x as select * from (values (1, 'a'), (1, 'b'), (2, 'a'), (2, 'a'), "
            "(3, null), (3, null)) as pairs (id, part)"
        )
        header = {"title": "t", "grain": "g", "key": "id, part"}
        found = check_database(engine, [Model("marts", "x", "select 1", header)])
        engine.execute("delete from marts.x where id > 1")
        assert check_database(engine, [Model("marts", "x", "select 1", header)]) == []
    assert [failure.message for failure in found] == [
        "2 rows without id, part",
        "2 values of id, part stand more than once",
    ]


def test_explain_shows_order_sql_and_rows(case: Settings) -> None:
    shown = explain(case, "links.contributed_to")
    assert shown["row_count"] == 21
    assert "entities.contribution" in shown["reads"]
    with pytest.raises(ThroughlineError, match="choose one of"):
        explain(case, "links.nothing")


def test_the_union_of_all_links_is_explained_and_its_rows_are_not_kept_twice(
    case: Settings,
) -> None:
    edges = rows(case, "select count(*) from marts.edge")[0][0]
    assert explain(case, "links.link")["row_count"] == edges > 0
    kinds = rows(
        case,
        "select table_type from information_schema.tables "
        "where table_schema = 'links' and table_name = 'link'",
    )
    assert kinds == [("VIEW",)]


def run(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    """The command line as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "etl", *words, "--data", str(data)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"THROUGHLINE_AS_OF": "2026-06-30"},
    )


def test_the_command_line_from_nothing_to_export(tmp_path: Path) -> None:
    done = run("run", "--case", "golden_dome", data=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "supported" in done.stdout
    assert run("check", data=tmp_path).stdout == "every check holds\n"
    state = json.loads(run("status", "--json", data=tmp_path).stdout)
    assert all(
        table["rows_read"] == table["rows_loaded"] + table["rows_rejected"]
        for file in state["files"]
        for table in file["tables"]
    )
    assert state["tables"]["case_award_action"]["rows_loaded"] == 28
    assert run("export", data=tmp_path).returncode == 0
    assert "30111(a)(4)" in (tmp_path / "exports" / "tables" / "README.txt").read_text()


@pytest.mark.parametrize(
    "words",
    [
        ("load", "missing.zip"),
        ("load", "."),
        ("build", "--explain", "nothing"),
        ("case", "nothing"),
        ("check",),
        ("export",),
        ("nothing",),
        ("load",),
    ],
)
def test_bad_use_is_one_line_and_exit_2(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(*words, data=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert done.stderr.startswith("error: ")


def test_a_failed_check_is_exit_1(case: Settings) -> None:
    with duckdb.connect(str(case.database)) as engine:
        engine.execute("update marts.source_file set rows_read = rows_read + 1")
    done = run("check", data=case.data)
    assert done.returncode == 1
    assert "rows read = rows loaded + rejected + left out" in done.stdout


def test_formulas_are_harmless_in_csv(case: Settings) -> None:
    hostile = '=HYPERLINK("http://x","y")'
    with duckdb.connect(str(case.database)) as engine:
        engine.execute("update marts.entity set name = ? where name = 'Elon Musk'", [hostile])
    folder = export(case)
    with duckdb.connect() as engine:
        cell = engine.execute(
            "select name from read_csv(?) where name like '%HYPERLINK%'",
            [str(folder / "entity.csv")],
        ).fetchone()
    assert cell == ("'" + hostile,)
