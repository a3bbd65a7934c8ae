"""The work of a job: what the commands fetch, load and build do, one after the other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from etl.build.run import build
from etl.common.publisher import Targets
from etl.common.running.locks import hold_file
from etl.common.settings import Settings
from etl.fetch.manifest import only_one
from etl.fetch.searching import Fetch, Mode, refuse_short
from etl.fetch.targets import check_targets
from etl.jobs.asking import patient_limits
from etl.jobs.state import OWNER, JobOrder, owner_of, read_order, write_part
from etl.jobs.telling import JobProgress, Teller
from etl.lake.intake import load_new
from etl.lake.load import load_file
from etl.lake.named import Options
from etl.lake.told import load_lines

BUSY = "another job is at work in this data folder: wait for it"


def run_job(folder: Path, process: int) -> None:
    """Do what the job in a folder orders, and note there how it ended."""
    order = read_order(folder)
    owner = owner_of(process)
    if owner:
        write_part(folder, OWNER, owner)
    settings = Settings(data=folder.parents[1])
    with Teller(folder, order.steps[0]) as teller, (folder.parent / ".lock").open("w") as stream:
        # Held by the system, which lets go of it however this process ends.
        hold_file(stream, BUSY, is_waiting=False)
        teller.say(order.title)
        if order.file:
            _load(settings, order, teller)
        else:
            _fetch(settings, order, teller)
        teller.begin("build")
        is_new = build(settings, JobProgress(teller), say=teller.say)
        teller.say("built" if is_new else "nothing was new: the records are as they were")


def _fetch(settings: Settings, order: JobOrder, teller: Teller) -> None:
    """The searches of the order, loaded; what came is kept even where a search was short."""
    teller.begin("fetch")
    targets = check_targets(Targets(order.words, order.since))
    progress, mode = JobProgress(teller), Mode(is_again=order.is_again)
    with only_one(settings):
        run = Fetch(settings, patient_limits(settings), progress, teller.say, mode)
        teller.count_calls = lambda: sum(client.calls for client in run.clients.values())
        results = run.run(targets)
    teller.begin("load")
    rows, downloads = load_new(settings, progress)
    teller.say(f"loaded {rows:,} new rows from {downloads} downloads")
    # Last, as the command does: a shortfall must not cost the rows that are here.
    refuse_short(results)


def _load(settings: Settings, order: JobOrder, teller: Teller) -> None:
    """The file of the order, through the gate of the command `load`."""
    teller.begin("load")
    day = date.fromisoformat(order.published) if order.published else None
    how = Options(order.table, order.cycle, False, day)
    path = settings.data / str(order.file)
    load = load_file(path, settings, how, JobProgress(teller))
    for line in load_lines(load):
        teller.say(line)
