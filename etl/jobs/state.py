"""What is known of a job: its order, its state and its log, as plain files of the data folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from etl.common.database import write_whole
from etl.common.plain import NotPlainError, as_dataclass, read_json
from etl.common.settings import Settings

ORDER, STATE, OWNER, LOG = "order.json", "state.json", "owner.json", "log.txt"
# What a job does, one after the other, in the words of a page.
STEPS = {"fetch": "asking the publishers", "load": "loading", "build": "building and checking"}
# The clock may be set between two readings of when a process began.
SAME_START_SECONDS = 5.0
LOG_LINES = 200


@dataclass(frozen=True)
class JobOrder:
    """What is to be done: words of a fetch (by their names), or a file of the data folder to load.

    `calls` is what the plan counted; `file` is relative to the data folder. The others are those of
    the commands `fetch` and `load`.
    """

    title: str
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    since: str | None = None
    is_again: bool = False
    calls: int | None = None
    file: str | None = None
    table: str | None = None
    cycle: int | None = None
    published: str | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of STEPS that it takes."""
        return tuple(step for step in STEPS if step != "fetch" or not self.file)


@dataclass(frozen=True)
class JobState:
    """How far a job is: the step it is at or ended at, and how it ended.

    `ending` is empty while it goes on, else done, failed or stopped; `said` is what it is at,
    `share` how much of the step is done where that is known, `message` how it ended.
    """

    step: str
    started_at: str
    said: str = ""
    calls: int = 0
    share: float | None = None
    ending: str = ""
    message: str = ""
    ended_at: str | None = None


@dataclass(frozen=True)
class JobOwner:
    """The process that does a job: its number, and when it began, which tells it from others."""

    process: int
    born: float


@dataclass(frozen=True)
class JobView:
    """A job as a page tells it; `is_running` where its process is alive."""

    name: str
    folder: Path
    order: JobOrder
    state: JobState
    is_running: bool

    def log(self) -> list[str]:
        """The last lines of its log."""
        try:
            text = (self.folder / LOG).read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return []
        return text.splitlines()[-LOG_LINES:]


def jobs_folder(settings: Settings) -> Path:
    """Where jobs are kept, a folder each; their names begin with the time of their order."""
    return settings.data / "jobs"


def write_part(folder: Path, name: str, part: JobOrder | JobState | JobOwner) -> None:
    """One of a job's files, whole or not at all."""
    write_whole(folder / name, json.dumps(asdict(part), indent=1) + "\n")


def read_order(folder: Path) -> JobOrder:
    """A job's order; raises NotPlainError for a file that is none."""
    return as_dataclass(JobOrder, read_json(folder / ORDER), folder / ORDER)


def read_owner(folder: Path) -> JobOwner:
    """The process that does a job; raises FileNotFoundError, or NotPlainError for no such file."""
    return as_dataclass(JobOwner, read_json(folder / OWNER), folder / OWNER)


def read_jobs(settings: Settings) -> list[JobView]:
    """The jobs that are kept, the newest first; a folder that holds none is passed over."""
    parent = jobs_folder(settings)
    folders = sorted(parent.iterdir(), reverse=True) if parent.is_dir() else []
    views = [_view(folder) for folder in folders if (folder / ORDER).is_file()]
    return [view for view in views if view]


def newest_job(settings: Settings) -> JobView | None:
    """The job that goes on, else the one that was ordered last."""
    found = read_jobs(settings)
    return next((job for job in found if job.is_running), next(iter(found), None))


def _view(folder: Path) -> JobView | None:
    """A job from its files; None where they are no job's."""
    try:
        order = read_order(folder)
        state = as_dataclass(JobState, read_json(folder / STATE), folder / STATE)
    except (NotPlainError, FileNotFoundError):
        return None
    is_running = not state.ending and is_alive(folder)
    if not state.ending and not is_running:
        state = replace(state, ending="stopped", message=_told_of_the_dead(state))
    return JobView(folder.name, folder, order, state, is_running)


def _told_of_the_dead(state: JobState) -> str:
    """What is told of a job whose process is gone and has said nothing."""
    doing = STEPS.get(state.step, "starting")
    return (
        f"Its process was ended from outside while it was {doing}. Nothing half-done is left, and "
        "the records are as they were: go on, and it continues where it was."
    )


def is_alive(folder: Path) -> bool:
    """Whether the process that does the job is there, and no other that has its number now."""
    # Here and below: its part for each system comes with it.
    import psutil

    try:
        owner = read_owner(folder)
        process = psutil.Process(owner.process)
        # A killed one that its parent has not asked about is kept by its number alone.
        is_dead = process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
        return not is_dead and abs(process.create_time() - owner.born) < SAME_START_SECONDS
    except (NotPlainError, FileNotFoundError, psutil.NoSuchProcess):
        return False


def owner_of(process: int) -> JobOwner | None:
    """The owner to note for a process; None where it has ended already."""
    import psutil

    try:
        return JobOwner(process, psutil.Process(process).create_time())
    except psutil.NoSuchProcess:
        return None
