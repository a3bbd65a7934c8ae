"""The command `fetch`: public records from the publishers."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from etl.commands.shared.chosen import Chosen, nothing_said
from etl.commands.shared.options import fill_help, take_options
from etl.commands.shared.printing import print_grid
from etl.common.progress import Progress
from etl.common.publisher import Targets
from etl.common.settings import Settings, ThroughlineError
from etl.fetch.bulk import Bulk
from etl.fetch.http import Limits
from etl.fetch.manifest import current, only_one
from etl.fetch.searching import Estimate, Fetch, Mode, Result, minutes, plan_fetch, refuse_short
from etl.fetch.targets import check_targets, is_empty, read_remembered
from etl.lake.intake import load_new
from etl.sources import bulk_files, publishers
from etl.stories.wanted import case_targets

MOST_CONNECTIONS = 8


@dataclass(frozen=True)
class Pace:
    """How the user wants a fetch to go."""

    is_dry: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would take; keep nothing.")
    ] = False
    is_again: Annotated[
        bool, typer.Option("--again", help="Ask anew even for what is here whole.")
    ] = False
    is_patient: Annotated[
        bool, typer.Option("--wait", help="Wait out the key's hourly limit instead of stopping.")
    ] = False
    connections: Annotated[
        int, typer.Option(help="Calls at one time.", envvar="THROUGHLINE_CONNECTIONS")
    ] = 2

    def limits(self) -> Limits:
        """The clients' limits; raises ThroughlineError for too many connections."""
        if not 1 <= self.connections <= MOST_CONNECTIONS:
            raise ThroughlineError(f"--connections: 1 to {MOST_CONNECTIONS}, to stay polite")
        return Limits(connections=self.connections, is_patient=self.is_patient)


def about_keys() -> str:
    """Which settings hold keys, a line each."""
    keys = [service.key for owner in publishers().values() for service in owner.services]
    return "\n".join(
        f"{key.setting} holds your key (default {key.default}: {key.about})." for key in keys if key
    )


@take_options
@fill_help(keys=about_keys())
def fetch_command(chosen: Chosen, pace: Pace, settings: Settings) -> None:
    """Fetch public records from the publishers; stopped at any moment, it goes on where it was.

    Answers and files are kept as they came under data/downloads and loaded into the lake.
    {keys}
    """
    chosen.check()
    with only_one(settings):
        results = _fetch(settings, pace, chosen)
    if not pace.is_dry:
        _load(settings)
    # Last, with what came already loaded: a shortfall must not cost the rows that are here.
    refuse_short(results)


def _fetch(settings: Settings, pace: Pace, chosen: Chosen) -> list[Result]:
    """What changed, whole files, a case's searches, or those of the words."""
    if chosen.is_update:
        return update_all(settings, pace)
    if chosen.bulk:
        files = _bulk(settings, pace)
        for wish in chosen.wishes():
            files.fetch(chosen.bulk, wish)
        return []
    if chosen.case:
        return fetch_targets(settings, pace, case_targets(chosen.case, chosen.targets.since))
    return fetch_targets(settings, pace, check_targets(chosen.targets))


def fetch_targets(settings: Settings, pace: Pace, targets: Targets) -> list[Result]:
    """Every search of the targets, or the plan of them."""
    if is_empty(targets):
        raise ThroughlineError(nothing_said())
    run = Fetch(settings, pace.limits(), Progress(), typer.echo, Mode(is_again=pace.is_again))
    if pace.is_dry:
        _say_plan(run, targets)
        return []
    return run.run(targets)


def _say_plan(run: Fetch, targets: Targets) -> None:
    """Each search with its calls, rows and bytes, and how long all of it takes."""
    run.settings.temporary.mkdir(parents=True, exist_ok=True)
    # A plan asks each first page; none of it may be taken for a search begun.
    folder = Path(tempfile.mkdtemp(prefix="plan-", dir=run.settings.temporary))
    try:
        plan = plan_fetch(targets, run.clients, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    rows = [_plan_row(item) for item in plan]
    print_grid(("publisher", "search", "calls", "rows", "MB"), rows, 120)
    typer.echo(_plan_total(plan, run))


def _plan_row(item: Estimate) -> list[str]:
    """One search of a plan as cells."""
    rows = f"{item.rows:,}" if item.rows is not None else "not said"
    return [item.service, item.title, f"{item.calls:,}", rows, f"{item.bytes / 1e6:,.1f}"]


def _plan_total(plan: list[Estimate], run: Fetch) -> str:
    """What the whole plan takes."""
    calls = sum(item.calls for item in plan)
    size = sum(item.bytes for item in plan) / 1e6
    limits = [client.hourly_limit for client in run.clients.values() if client.hourly_limit]
    at = f" at this key's {limits[0]:,} calls an hour" if limits else ""
    return (
        f"about {calls:,} calls, {size:,.1f} MB, {minutes(plan, run.clients):,.0f} minutes{at}; "
        "nothing was kept (--dry-run)"
    )


def _bulk(settings: Settings, pace: Pace) -> Bulk:
    """A run of file downloads at this pace."""
    run = Bulk(settings, pace.limits(), Progress(), typer.echo)
    run.is_dry, run.is_again = pace.is_dry, pace.is_again
    return run


def update_all(settings: Settings, pace: Pace) -> list[Result]:
    """What changed in every file and search that was fetched before."""
    known = current(settings)
    remembered = read_remembered(settings)
    if not known and not remembered:
        raise ThroughlineError(f"nothing was fetched into {settings.downloads} yet: fetch first")
    run = _bulk(settings, pace)
    for name, (_, files) in bulk_files().items():
        for wish in files.asked_before(list(known)):
            run.fetch(name, wish)
    return [result for targets in remembered for result in _update(settings, pace, targets)]


def _update(settings: Settings, pace: Pace, targets: Targets) -> list[Result]:
    """What changed in the searches of one set of targets, or the plan of them."""
    run = Fetch(settings, pace.limits(), Progress(), typer.echo, Mode(is_update=True))
    if not pace.is_dry:
        return run.run(targets)
    typer.echo("at most this, where everything has changed:")
    _say_plan(run, targets)
    return []


def _load(settings: Settings) -> None:
    """Load what came; say how much of it is in the lake."""
    rows, downloads = load_new(settings, Progress())
    typer.echo(f"loaded {rows:,} new rows from {downloads} downloads; next: python -m etl build")
