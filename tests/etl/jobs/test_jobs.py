"""A job outlives who started it, is told as it stands when it is killed, and goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from etl.common.running.locks import hold_file
from etl.common.settings import ROOT, Settings, ThroughlineError
from etl.jobs.start import BusyJobError, find_job, resume_job, start_job, stop_job
from etl.jobs.state import (
    ORDER,
    OWNER,
    STATE,
    JobOrder,
    JobOwner,
    JobState,
    JobView,
    newest_job,
    read_jobs,
    write_part,
)
from etl.jobs.uploads import keep_upload, safe_name
from etl.jobs.work import run_job
from tests.etl.lake.bad_files import CASES
from tests.fixtures import loaded
from tests.fixtures.fetching import addresses, command, environment
from tests.fixtures.publishers import Publishers

WORDS = {"ueis": ("ACMEROCKET01",), "committees": ("C00900001",)}
ACME = JobOrder("Acme Rockets", WORDS, calls=19)
# A page's server as far as a job sees it: it starts the job, and is killed with all of its group.
STARTER = f"""
import os, signal
from etl.common.settings import Settings
from etl.jobs.start import start_job
from etl.jobs.state import JobOrder
start_job(Settings(), JobOrder("Acme Rockets", {WORDS!r}, calls=19))
os.killpg(0, signal.SIGKILL)
"""


@pytest.fixture
def publishers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publishers]:
    with Publishers() as running:
        running.usaspending.add_award("CONT_AWD_ACME0001_9700_-NONE-_-NONE-", uei="ACMEROCKET01")
        running.fec.add_receipts(130)
        running.fec.add_committee()
        for name, value in addresses(running).items():
            monkeypatch.setenv(name, value)
        yield running


def at_hand(settings: Settings) -> JobView:
    job = newest_job(settings)
    assert job is not None
    return job


def process_of(job: JobView) -> psutil.Process:
    return psutil.Process(JobOwner(**json.loads((job.folder / OWNER).read_text())).process)


def test_a_job_outlives_its_server_is_killed_told_and_taken_up_again(
    publishers: Publishers, tmp_path: Path
) -> None:
    settings = Settings(data=tmp_path)
    publishers.stall("schedule_a")
    starter = subprocess.run(
        [sys.executable, "-c", STARTER],
        cwd=ROOT,
        env=environment(publishers, tmp_path),
        start_new_session=True,
        check=False,
    )
    assert starter.returncode == -signal.SIGKILL
    publishers.wait_for("schedule_a")
    first = at_hand(settings)
    assert first.is_running and first.state.ending == "" and first.order == ACME
    with pytest.raises(BusyJobError, match="one at a time: Acme Rockets is being brought in since"):
        start_job(settings, JobOrder("Another", WORDS))
    with pytest.raises(BusyJobError):
        resume_job(settings, first.name)
    assert len(read_jobs(settings)) == 1

    killed = process_of(first)
    killed.send_signal(signal.SIGKILL)
    killed.wait(60)
    told = at_hand(settings)
    assert not told.is_running and told.state.ending == "stopped"
    assert "ended from outside while it was asking the publishers" in told.state.message
    publishers.heal()

    asked = len([request for request in publishers.requests if "awards" in request.path])
    publishers.stall("schedule_b")
    resume_job(settings, first.name)
    publishers.wait_for("schedule_b")
    # What was here whole is not asked for again.
    assert len([request for request in publishers.requests if "awards" in request.path]) == asked
    going = process_of(at_hand(settings))
    stop_job(settings, first.name)
    psutil.wait_procs([going], 60)
    stopped = at_hand(settings)
    assert stopped.state.ending == "stopped" and "continues where it was" in stopped.state.message
    publishers.heal()
    # Nothing half-done is left, and the command line goes on from here.
    assert list((tmp_path / "lake").rglob("*.parquet")) == []
    words = ("fetch", "--uei", "ACMEROCKET01", "--committee", "C00900001")
    assert "loaded" in command(publishers, tmp_path, *words).stdout


def test_what_no_word_can_be_ends_with_the_command_s_own_line(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    folder = written(tmp_path, JobOrder("x", {"ueis": ("../../etc",)}))
    run_job(folder, os.getpid())
    job = at_hand(settings)
    assert job.state.ending == "failed" and "is no UEI" in job.state.message
    assert any("is no UEI" in line for line in job.log())


@pytest.mark.parametrize("case", ["empty", "truncated zip", "zip bomb", "traversal"])
def test_a_bad_file_is_refused_in_the_words_of_the_command(tmp_path: Path, case: str) -> None:
    make, expected = CASES[case]
    (tmp_path / "published2024").mkdir()
    made = make(tmp_path / "published2024")
    path = keep_upload(Settings(data=tmp_path), made.name, made.read_bytes())
    run_job(written(tmp_path, JobOrder(made.name, file=path)), os.getpid())
    job = at_hand(Settings(data=tmp_path))
    with pytest.raises(ThroughlineError, match=expected) as refused:
        loaded(tmp_path / path, tmp_path / "other")
    assert (job.state.ending, job.state.message) == ("failed", str(refused.value))
    assert not (tmp_path / "throughline.duckdb").exists()


def written(data: Path, order: JobOrder, state: JobState | None = None) -> Path:
    """A job's folder as `start_job` leaves it, without the process."""
    folder = data / "jobs" / "20260101T000000-000"
    folder.mkdir(parents=True)
    write_part(folder, ORDER, order)
    write_part(folder, STATE, state or JobState(order.steps[0], "2026-01-01T00:00:00+00:00"))
    return folder


def test_a_number_that_another_process_has_now_is_no_job_s(tmp_path: Path) -> None:
    folder = written(tmp_path, ACME)
    write_part(folder, OWNER, JobOwner(os.getpid(), psutil.Process().create_time() - 3600))
    assert not at_hand(Settings(data=tmp_path)).is_running
    stop_job(Settings(data=tmp_path), folder.name)
    write_part(folder, OWNER, JobOwner(os.getpid(), psutil.Process().create_time()))
    assert at_hand(Settings(data=tmp_path)).is_running


def test_a_dead_process_that_nobody_has_asked_about_is_no_job_s(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    born = psutil.Process(dead.pid).create_time()
    os.waitid(os.P_PID, dead.pid, os.WEXITED | os.WNOWAIT)
    folder = written(tmp_path, ACME)
    write_part(folder, OWNER, JobOwner(dead.pid, born))
    assert psutil.pid_exists(dead.pid) and not at_hand(Settings(data=tmp_path)).is_running
    dead.wait()


def test_a_second_process_of_a_data_folder_is_refused_by_the_first_one_s_lock(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path, ACME)
    with (tmp_path / "jobs" / ".lock").open("w") as held:
        hold_file(held, "", is_waiting=False)
        run_job(folder, os.getpid())
    job = at_hand(Settings(data=tmp_path))
    assert job.state.ending == "failed" and "another job is at work" in job.state.message


@pytest.mark.parametrize("content", ["", "{", "[]", '{"title": 1}', "\ufeff{}"])
def test_files_that_are_no_job_s_are_passed_over(tmp_path: Path, content: str) -> None:
    folder = written(tmp_path, ACME)
    (folder / STATE).write_text(content, encoding="utf-8")
    assert read_jobs(Settings(data=tmp_path)) == []
    with pytest.raises(ThroughlineError, match="there is no job"):
        find_job(Settings(data=tmp_path), folder.name)


HOSTILE = {
    "../../../etc/passwd": "passwd",
    "..\\..\\boot.ini": "boot.ini",
    "/abs/indiv24.zip": "indiv24.zip",
    "..": "_",
    "": "_",
    ".hidden": "hidden",
    "-rf": "rf",
    "con.csv": "_con.csv",
    "a\0b\n.csv": "a_b_.csv",
    "$(rm -rf ~)`id`;'.zip": "rm_-rf_id_.zip",
    "Übersicht é.csv": "Ubersicht_e.csv",
    "\u202egnp.zip": "gnp.zip",
    "FY2024_097_Contracts_Full_20250106.csv.gz": "FY2024_097_Contracts_Full_20250106.csv.gz",
    "x" * 500 + ".csv.gz": "x" * 40 + "x" * 73 + ".csv.gz",
}


@pytest.mark.parametrize(
    ("name", "kept"), HOSTILE.items(), ids=[repr(name)[:40] for name in HOSTILE]
)
def test_no_name_of_a_file_leads_anywhere(tmp_path: Path, name: str, kept: str) -> None:
    assert safe_name(name) == kept
    settings = Settings(data=tmp_path)
    path = (tmp_path / keep_upload(settings, name, b"content")).resolve()
    assert path.parent.parent == (tmp_path / "uploads").resolve()
    assert path.read_bytes() == b"content"
    assert keep_upload(settings, name, b"content") == path.relative_to(tmp_path).as_posix()
