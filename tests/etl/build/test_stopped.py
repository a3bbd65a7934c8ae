"""A run that is stopped ends in order: nothing half-done is left, and what stood before stands."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl.build.run import build
from etl.common.database import write_whole
from etl.common.progress import Progress
from etl.common.running.unfinished import ASIDE, clear_dead, work_folder
from etl.common.settings import ROOT, Settings
from etl.exports.export import export

# What every script begins with: a signal to itself, and a query that never comes to its end.
STOPPING = """
import os, signal, sys
from etl.common.running import stopping
stopping.watch()
import duckdb, typer
from etl.__main__ import main

def stop(*_):
    os.kill(os.getpid(), signal.{signal})
    endless = "with recursive n as (select 1 as i union all select i from n) select count(*) from n"
    duckdb.connect().execute(endless)

{place}
sys.argv = ["etl", *sys.argv[1:]]
os._exit(main())
"""
SPILLED = """
import etl.build.run
run_model = etl.build.run.run_model
def first(engine, model):
    (spill,) = engine.execute("select current_setting('temp_directory')").fetchone()
    os.mkdir(spill)
    open(os.path.join(spill, "rows.tmp"), "w").close()
    run_model(engine, model)
    stop()
etl.build.run.run_model = first
"""
# Without models: it is the place that counts, and not what was built until then.
CHECKING = """
import etl.build.run
etl.build.run.models = lambda: []
etl.build.run.check_database = stop
"""
WRITING = "import etl.exports.export; etl.exports.export.describe = stop"
SWAPPING = """
from pathlib import Path
rename = Path.rename
def aside(self, target):
    rename(self, target)
    stop()
Path.rename = aside
"""
DEAD = 2**22 + 1  # no process has this number: it is above the greatest that Linux gives


def stopped(place: str, name: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A command that sends itself a signal at a place of its work."""
    script = STOPPING.format(place=place, signal=name)
    return subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip


def names(folder: Path) -> set[str]:
    """All that stands in a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.mark.parametrize("place", [SPILLED, CHECKING], ids=["spilled", "checking"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_stopped_build_leaves_nothing_and_the_database(
    case: Settings, place: str, name: str
) -> None:
    before, written = names(case.data), case.database.read_bytes()
    done = stopped(place, name, "build", "--force", "--data", str(case.data))
    assert done.returncode == 128 + getattr(signal, name), done.stderr
    assert done.stderr.splitlines()[-1].startswith("error: stopped: nothing half-done is left")
    assert "Traceback" not in done.stderr
    assert names(case.data) == before
    assert case.database.read_bytes() == written


@pytest.mark.parametrize("place", [WRITING, SWAPPING], ids=["writing", "swapping"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL"])
def test_a_stopped_export_leaves_the_one_that_stood(
    case: Settings, tmp_path: Path, place: str, name: str
) -> None:
    out = tmp_path / "given" / "out"
    export(case, out, "graphml")
    (out / "README.txt").write_text("the one before")
    before = names(out.parent)
    words = ("export", "--format", "graphml", "--out", str(out), "--data", str(case.data))
    done = stopped(place, name, *words)
    if name == "SIGTERM":
        assert done.returncode == 128 + signal.SIGTERM, done.stderr
        assert names(out.parent) == before
        assert (out / "README.txt").read_text() == "the one before"
        return
    # What is killed cannot clear: the next export does, whatever it writes there.
    assert done.returncode == -signal.SIGKILL
    assert [path for path in out.parent.iterdir() if path.name.startswith(".export-")]
    other = export(case, out.parent / "other", "gexf")
    assert (out / "README.txt").read_text() == "the one before"
    assert {path.name for path in out.parent.iterdir()} == {"out", other.name}


def test_a_build_clears_what_a_killed_one_has_spilled(case: Settings) -> None:
    done = stopped(SPILLED, "SIGKILL", "build", "--force", "--data", str(case.data))
    assert done.returncode == -signal.SIGKILL
    assert [path for path in case.temporary.iterdir() if path.name.endswith(".spill")]
    build(case, Progress(False), is_forced=True)
    assert list(case.temporary.iterdir()) == []


def test_a_file_is_written_whole_and_what_a_killed_run_left_goes(tmp_path: Path) -> None:
    out = tmp_path / "a [b].txt"
    left = tmp_path / f".a [b].txt.{DEAD}.tmp"
    other = tmp_path / f".other.txt.{DEAD}.tmp"
    for path in (left, other):
        path.write_text("half")
    write_whole(out, "whole")
    assert names(tmp_path) == {out.name, other.name}
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path.parent, "text")
    assert [p.name for p in tmp_path.parent.iterdir() if p.name.endswith(".tmp")] == []


def test_work_of_a_run_that_lives_is_left_alone(tmp_path: Path) -> None:
    with work_folder(tmp_path, "export") as work:
        with work_folder(tmp_path, "export") as other:
            assert work.is_dir() and other.is_dir()
        assert work.is_dir() and not other.exists()
    assert names(tmp_path) == set()


def test_what_was_put_aside_returns_only_where_nothing_stands(tmp_path: Path) -> None:
    for name in ("gone", "there"):
        aside = tmp_path / f".export-{DEAD}-{name}" / ASIDE / name
        aside.mkdir(parents=True)
        (aside / "old").touch()
    (tmp_path / "there").mkdir()
    clear_dead(tmp_path, r"\.export-(\d+)-")
    assert names(tmp_path) == {"gone", "gone/old", "there"}
