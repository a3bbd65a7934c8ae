"""A build is whole or not at all; the same inputs give the same bytes."""

from __future__ import annotations

import hashlib
import resource
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import etl.build.run
from etl.build.check import Failure
from etl.build.prepare import prepare
from etl.build.run import CheckFailedError, build
from etl.common.progress import Progress
from etl.common.settings import ROOT, Settings
from etl.exports.export import export
from etl.lake.records import loads
from etl.stories.cases import load_case
from tests.etl.build.reading import rows

SILENT = Progress(False)


def hashes(folder: Path) -> dict[str, str]:
    """Every file below a folder with its hash."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


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


def test_a_second_build_has_nothing_to_do_and_force_builds(
    case: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.build.run.models", lambda: [])
    assert build(case, SILENT) is False
    assert build(case, SILENT, is_forced=True) is True


def test_a_failed_check_leaves_the_old_database(
    case: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = hashes(case.data)
    monkeypatch.setattr("etl.build.run.models", lambda: [])
    monkeypatch.setattr(
        etl.build.run, "check_database", lambda *_: [Failure("links.link", "broken")]
    )
    with pytest.raises(CheckFailedError, match="links.link: broken"):
        build(case, SILENT, is_forced=True)
    assert hashes(case.data) == before


def test_a_killed_build_leaves_the_old_database(
    case: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = hashes(case.data)["throughline.duckdb"]
    code = (
        "import etl.build.run, os, signal\n"
        "etl.build.run.models = lambda: []\n"
        "etl.build.run.check_database = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from etl.common.progress import Progress; from etl.common.settings import Settings\n"
        f"import pathlib; etl.build.run.build(Settings(data=pathlib.Path({str(case.data)!r})), "
        "Progress(False), True)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert hashes(case.data)["throughline.duckdb"] == before
    assert list(case.temporary.glob("build-*.duckdb"))
    monkeypatch.setattr("etl.build.run.models", lambda: [])
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
