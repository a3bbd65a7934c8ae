"""Jobs started, stopped and taken up again: one at a time, each a process that outlives us."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from etl.common.running.locks import hold_file
from etl.common.settings import ROOT, Settings, ThroughlineError, now
from etl.jobs.state import (
    LOG,
    ORDER,
    OWNER,
    STATE,
    JobOrder,
    JobState,
    JobView,
    is_alive,
    jobs_folder,
    owner_of,
    read_jobs,
    read_owner,
    write_part,
)

# Older ones go: their logs are of no use once others have followed.
KEPT = 20


class BusyJobError(ThroughlineError):
    """Another job goes on; the message says which, and that it is one at a time."""

    def __init__(self, job: JobView) -> None:
        super().__init__(
            f"one at a time: {job.order.title} is being brought in since "
            f"{job.state.started_at[11:16]} UTC; wait for it, or stop it first"
        )


def start_job(settings: Settings, order: JobOrder) -> str:
    """Order a job and start its process; gives its name.

    Raises BusyJobError while another goes on.
    """
    with _only_starter(settings):
        jobs = jobs_folder(settings)
        for old in read_jobs(settings)[KEPT - 1 :]:
            shutil.rmtree(old.folder, ignore_errors=True)
        folder = _new_folder(jobs)
        write_part(folder, ORDER, order)
        _spawn(folder, order)
    return folder.name


def resume_job(settings: Settings, name: str) -> None:
    """Take up a job that has ended before it was done; raises BusyJobError while one goes on."""
    with _only_starter(settings):
        job = find_job(settings, name)
        _spawn(job.folder, job.order)


def stop_job(settings: Settings, name: str) -> None:
    """Ask a job's process to end in order; it may take some seconds, and may have ended already."""
    import psutil

    folder = find_job(settings, name).folder
    # Asked again at the last moment: the number may be another's by now.
    if is_alive(folder):
        with suppress(psutil.NoSuchProcess):
            psutil.Process(read_owner(folder).process).terminate()


def find_job(settings: Settings, name: str) -> JobView:
    """The job of a name; raises ThroughlineError where there is none."""
    found = next((job for job in read_jobs(settings) if job.name == name), None)
    if found is None:
        raise ThroughlineError(f"there is no job {name!r}")
    return found


@contextmanager
def _only_starter(settings: Settings) -> Iterator[None]:
    """Hold the right to start, and refuse while a job goes on."""
    jobs = jobs_folder(settings)
    jobs.mkdir(parents=True, exist_ok=True)
    with (jobs / ".starting").open("w") as stream:
        hold_file(stream, "another job is being started", is_waiting=True)
        for job in read_jobs(settings):
            if job.is_running:
                raise BusyJobError(job)
        yield


def _new_folder(jobs: Path) -> Path:
    """A folder of a name that sorts behind all earlier ones."""
    stamp = now()[:19].replace("-", "").replace(":", "")
    # Several may be ordered, and fail, within one second.
    name = next(n for n in (f"{stamp}-{k:03d}" for k in range(1000)) if not (jobs / n).exists())
    folder = jobs / name
    folder.mkdir()
    return folder


def _spawn(folder: Path, order: JobOrder) -> None:
    """Start the process in a session of its own, so that no signal to this one reaches it."""
    write_part(folder, STATE, JobState(order.steps[0], now()))
    (folder / OWNER).unlink(missing_ok=True)
    with (folder / LOG).open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "etl.jobs", str(folder.absolute())],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            # A file and no pipe: whoever reads the log may go at any time.
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    owner = owner_of(process.pid)
    if owner:
        write_part(folder, OWNER, owner)
    # Its ending is taken note of, or it would stay in the list of processes as long as this one.
    threading.Thread(target=process.wait, daemon=True).start()
