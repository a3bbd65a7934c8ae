"""`python -m etl fetch`: the words of the command, and what it says."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table as Grid

from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError, data_path
from etl.fetch.bulk import Bulk
from etl.fetch.http import Limits
from etl.fetch.manifest import current, only_one
from etl.fetch.searching import Estimate, Fetch, Mode, Result, minutes, plan_fetch, refuse_short
from etl.fetch.targets import Targets, case_targets, check_targets, read_remembered
from etl.lake.intake import load_downloads
from etl.lake.records import loads

MOST_CONNECTIONS = 8


@dataclass(frozen=True)
class Pace:
    """How the user wants a fetch to go."""

    is_dry: bool
    is_again: bool
    is_patient: bool
    connections: int

    def limits(self) -> Limits:
        """The clients' limits; raises ThroughlineError for too many connections."""
        if not 1 <= self.connections <= MOST_CONNECTIONS:
            raise ThroughlineError(f"--connections: 1 to {MOST_CONNECTIONS}, to stay polite")
        return Limits(connections=self.connections, is_patient=self.is_patient)


def fetch_command(
    case: Annotated[
        str | None, typer.Option(help="All that a case wants, e.g. golden_dome.")
    ] = None,
    uei: Annotated[list[str] | None, typer.Option(help="A firm's UEI; may be repeated.")] = None,
    recipient: Annotated[
        list[str] | None, typer.Option(help="A firm by the words of its name.")
    ] = None,
    donor: Annotated[list[str] | None, typer.Option(help='A contributor as "LAST, FIRST".')] = None,
    employer: Annotated[
        list[str] | None, typer.Option(help="Contributors who named this employer.")
    ] = None,
    committee: Annotated[
        list[str] | None,
        typer.Option(help="A committee's rows (Schedules A, B, E), e.g. C00411116."),
    ] = None,
    agency: Annotated[
        str | None,
        typer.Option(help="Agency code, e.g. 097: narrows --uei, --recipient and --bulk."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Nothing dated before, e.g. 2023-01-31.")
    ] = None,
    bulk: Annotated[
        str | None, typer.Option(help="Whole files instead: `fec` or `contracts`.")
    ] = None,
    cycle: Annotated[
        list[int] | None, typer.Option(help="With --bulk fec: election cycle.")
    ] = None,
    fiscal_year: Annotated[
        list[int] | None, typer.Option(help="With --bulk contracts: fiscal year.")
    ] = None,
    tables: Annotated[
        str | None,
        typer.Option(help="With --bulk fec: some of indiv,oth,pas2,cm,cn,ccl,webk,weball."),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Only what changed since it was last fetched.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would take; keep nothing.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Ask anew even for what is here whole.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait out the key's hourly limit instead of stopping.")
    ] = False,
    connections: Annotated[
        int, typer.Option(help="Calls at one time.", envvar="THROUGHLINE_CONNECTIONS")
    ] = 2,
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder of downloads, lake and database.")
    ] = None,
) -> None:
    """Fetch public records from the publishers; stopped at any moment, it goes on where it was.

    Answers and files are kept as they came under data/downloads and loaded into the lake.
    FEC_API_KEY holds your key (default DEMO_KEY: about 30 calls an hour).
    """
    settings = Settings(data=(data or data_path()).resolve())
    pace = Pace(dry_run, again, wait, connections)
    words = (uei, recipient, donor, employer, committee)
    lists = [tuple(said or ()) for said in words]
    asked = Targets(lists[0], lists[1], lists[2], lists[3], lists[4], (), agency, since)
    if update:
        _refuse_words(asked, case, bulk)
    elif bulk or case:
        _refuse_mixed(asked, case, bulk)
    if bulk == "fec" and (fiscal_year or agency):
        raise ThroughlineError("--bulk fec goes by --cycle: it knows no fiscal year and no agency")
    if bulk == "contracts" and (cycle or tables):
        raise ThroughlineError("--bulk contracts goes by --fiscal-year: it knows no cycle or table")
    results: list[Result] = []
    with only_one(settings):
        if update:
            results = update_all(settings, pace)
        elif bulk:
            years = tuple((cycle if bulk == "fec" else fiscal_year) or ())
            chosen = tuple(word for word in (tables or "").split(",") if word.strip())
            fetch_bulk(settings, pace, (bulk, years, chosen), agency)
        else:
            targets = case_targets(case, since) if case else check_targets(asked)
            results = fetch_targets(settings, pace, targets)
    if not dry_run:
        _load(settings)
    refuse_short(results)


def _refuse_words(asked: Targets, case: str | None, bulk: str | None) -> None:
    if not asked.is_empty() or asked.agency or asked.since or case or bulk:
        raise ThroughlineError("--update asks for all that was ever fetched: say nothing else")


def _refuse_mixed(asked: Targets, case: str | None, bulk: str | None) -> None:
    """Raise ThroughlineError for words that would be passed over."""
    if bulk and (case or asked.since or not asked.is_empty()):
        raise ThroughlineError(
            "--bulk fetches whole files: say --case, --uei, --recipient, --donor, --employer, "
            "--committee or --since in a command of their own"
        )
    if case and (asked.agency or not asked.is_empty()):
        raise ThroughlineError("--case names all that it wants: say the rest in another command")


def fetch_targets(settings: Settings, pace: Pace, targets: Targets) -> list[Result]:
    """Every search of the targets, or the plan of them."""
    if targets.is_empty():
        raise ThroughlineError(
            "say what to fetch: --case golden_dome, or --uei, --recipient, --donor, --employer, "
            "--committee; or whole files with --bulk; see `fetch --help`"
        )
    run = Fetch(settings, pace.limits(), Progress(), typer.echo, Mode(is_again=pace.is_again))
    if pace.is_dry:
        _say_plan(run, targets)
        return []
    return run.run(targets)


def _say_plan(run: Fetch, targets: Targets) -> None:
    """Each search with its calls, rows and bytes, and how long all of it takes."""
    run.settings.temporary.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="plan-", dir=run.settings.temporary))
    try:
        plan = plan_fetch(targets, run.clients, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    grid = Grid("publisher", "search", "calls", "rows", "MB")
    for item in plan:
        rows = f"{item.rows:,}" if item.rows is not None else "not said"
        grid.add_row(item.service, item.title, f"{item.calls:,}", rows, f"{item.bytes / 1e6:,.1f}")
    Console(width=120 if not Console().is_terminal else None).print(grid)
    typer.echo(_plan_total(plan, run))


def _plan_total(plan: list[Estimate], run: Fetch) -> str:
    calls = sum(item.calls for item in plan)
    size = sum(item.bytes for item in plan) / 1e6
    limit = run.clients["fec"].hourly_limit
    at = f" at this key's {limit:,} calls an hour" if limit else ""
    return (
        f"about {calls:,} calls, {size:,.1f} MB, {minutes(plan, run.clients):,.0f} minutes{at}; "
        "nothing was kept (--dry-run)"
    )


def fetch_bulk(
    settings: Settings,
    pace: Pace,
    asked: tuple[str, tuple[int, ...], tuple[str, ...]],
    agency: str | None,
) -> None:
    """Whole files: FEC by cycle, contracts by fiscal year."""
    kind, years, names = asked
    run = _bulk(settings, pace)
    if kind not in ("fec", "contracts"):
        raise ThroughlineError(f"--bulk {kind!r}: choose fec or contracts")
    if not years:
        wanted = "--cycle 2024" if kind == "fec" else "--fiscal-year 2024"
        raise ThroughlineError(f"--bulk {kind} wants {wanted}")
    for year in years:
        if kind == "fec":
            run.fetch_fec(year, names)
        else:
            run.fetch_contracts(year, agency)


def _bulk(settings: Settings, pace: Pace) -> Bulk:
    flags = {"is_dry": pace.is_dry, "is_again": pace.is_again}
    return Bulk(settings, pace.limits(), Progress(), typer.echo, **flags)


def update_all(settings: Settings, pace: Pace) -> list[Result]:
    """What changed in every file and search that was fetched before."""
    known = current(settings)
    if not known and not read_remembered(settings):
        raise ThroughlineError(f"nothing was fetched into {settings.downloads} yet: fetch first")
    files = _bulk(settings, pace)
    for cycle in sorted({name.split("/")[1] for name in known if re.match(r"fec/\d{4}/", name)}):
        names = [name.split("/")[2] for name in known if name.startswith(f"fec/{cycle}/")]
        files.fetch_fec(int(cycle), tuple(name[:-6] for name in sorted(names)))
    labels = [name.split("/")[-1] for name in known if "/archive/FY" in name]
    for label in sorted(label for label in labels if "_Delta_" not in label):
        year, _, agency = label.removeprefix("FY").partition("_")
        files.fetch_contracts(int(year), None if agency == "All" else agency)
    results: list[Result] = []
    for targets in read_remembered(settings):
        run = Fetch(settings, pace.limits(), Progress(), typer.echo, Mode(is_update=True))
        if pace.is_dry:
            typer.echo("at most this, where everything has changed:")
            _say_plan(run, targets)
        else:
            results += run.run(targets)
    return results


def _load(settings: Settings) -> None:
    """Load what came; say how much of it is in the lake."""
    before = {load.sha256 for load in loads(settings)}
    found = load_downloads(settings, Progress())
    new = [load for load in found if load.sha256 not in before]
    rows = sum(table.rows_loaded for load in new for table in load.tables)
    typer.echo(f"loaded {rows:,} new rows from {len(new)} downloads; next: python -m etl build")
