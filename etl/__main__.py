"""The command line: run | fetch | load | build | check | resolve | why | … | export."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer
from rich.console import Console

from etl.build.run import CheckFailedError, build, explain
from etl.commands.case import case_command, print_counts
from etl.commands.check import check_command, idle_judgements
from etl.commands.describe import describe_command
from etl.commands.diff import diff_command, watch_command
from etl.commands.dossier import answer_command, dossier_command
from etl.commands.export import export_command
from etl.commands.fetch import Pace, fetch_command, fetch_targets
from etl.commands.loops import loops_command
from etl.commands.path import path_command
from etl.commands.resolve import resolve_command
from etl.commands.review import review_command
from etl.commands.status import status_command
from etl.commands.why import why_command
from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError, data_path
from etl.fetch.manifest import only_one
from etl.fetch.searching import refuse_short
from etl.fetch.targets import case_targets
from etl.lake.intake import load_downloads
from etl.lake.load import Options, load_file
from etl.lake.records import Load
from etl.stories import cases

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Public records of contracts and contributions, from files to a relationship graph.\n\n"
    "Start with: python -m etl run --case golden_dome",
)
console = Console()

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Folder that holds the lake and the database.", show_default="data"
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def _settings(data: Path | None, reject_share: float = 0.001) -> Settings:
    return Settings(data=(data or data_path()).resolve(), reject_share=reject_share)


app.command("fetch")(fetch_command)
app.command("check")(check_command)
app.command("resolve")(resolve_command)
app.command("why")(why_command)
app.command("status")(status_command)
app.command("review")(review_command)
app.command("path")(path_command)
app.command("loops")(loops_command)
app.command("export")(export_command)
app.command("case")(case_command)
app.command("dossier")(dossier_command)
app.command("answer")(answer_command)
app.command("describe")(describe_command)
app.command("diff")(diff_command)
app.command("watch")(watch_command)


@app.command("load")
def load_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Published files or zips, any layout below. None: all fetched."),
    ] = None,
    table: Annotated[
        str | None, typer.Option(help="Say which table a file is, e.g. fec_itcont.")
    ] = None,
    cycle: Annotated[
        int | None, typer.Option(help="Election cycle of an FEC file whose name has none.")
    ] = None,
    max_rejects: Annotated[
        float, typer.Option(help="Share of unreadable rows that is tolerated.")
    ] = 0.001,
    data: DataOption = None,
) -> None:
    """Load published files into the lake.

    Known layouts: FEC bulk itcont, itoth, itpas2, cm, cn, ccl, webk, weball (.txt or the
    published zip); USAspending prime transactions, award summaries and sub-awards (.csv,
    .csv.gz or zip);
    congress-legislators YAML. Loading a file twice changes nothing.
    """
    settings, progress = _settings(data, max_rejects), Progress()
    for path in paths or []:
        _print_load(load_file(path, settings, Options(table, cycle), progress))
    if not paths:
        found = load_downloads(settings, progress)
        if not found:
            raise ThroughlineError("nothing was fetched yet: name files to load, or fetch first")
        for load in found:
            _print_load(load)


def _print_load(load: Load) -> None:
    """One line per table of a loaded file."""
    for table in load.tables:
        state = "loaded" if load.is_new else "already loaded"
        state = "read again" if load.is_again else state
        line = f"{load.file}: {table.table}: {table.rows_loaded:,} rows {state}"
        if table.rows_rejected:
            line += f", {table.rows_rejected:,} set aside in rejects"
        if table.rows_left_out:
            line += f", {table.rows_left_out:,} left out (repeats, or not what was asked for)"
        if table.latin1_lines:
            line += f", {table.latin1_lines:,} lines read as Windows-1252"
        typer.echo(line)
    for member in load.left_out:
        typer.echo(f"{load.file}: {member}: left out, not a layout that is loaded")


@app.command("build")
def build_command(
    force: Annotated[bool, typer.Option(help="Build even when nothing has changed.")] = False,
    explained: Annotated[
        str | None,
        typer.Option("--explain", help="Show one model: order, SQL, row count and five rows."),
    ] = None,
    data: DataOption = None,
) -> None:
    """Build the research database from the lake, check it, and swap it in."""
    settings = _settings(data)
    if explained:
        for title, value in explain(settings, explained).items():
            typer.echo(f"{title}: {value}\n")
        return
    _build(settings, force)


def _build(settings: Settings, force: bool = False) -> None:
    if build(settings, Progress(), force, typer.echo):
        typer.echo(f"built {settings.database}")
        for left, right in idle_judgements(settings):
            typer.echo(f"judgement that touches nothing loaded: {left} / {right}")
    else:
        typer.echo(f"{settings.database} is up to date")


@app.command("run")
def run_command(
    case: Annotated[str, typer.Option(help="The case whose bundled records are loaded.")],
    live: Annotated[
        bool, typer.Option("--live", help="Fetch the case's records from the publishers first.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="With --live: wait out the key's hourly limit.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Load a case's bundled records, build, check, and state its claims."""
    settings = _settings(data)
    if live:
        with only_one(settings):
            results = fetch_targets(settings, Pace(False, False, wait, 2), case_targets(case))
        load_downloads(settings, Progress())
        refuse_short(results)
    loaded = cases.load_case(case, settings, Progress())
    rows = sum(table.rows_loaded for load in loaded for table in load.tables)
    typer.echo(f"{case}: {rows:,} bundled records in the lake")
    _build(settings)
    found = cases.claims(case, settings)
    for claim in found:
        typer.echo(f"{claim.state}: {claim.sentence}")
    print_counts(found)
    typer.echo(f"every part and record: python -m etl case {case} --records")


STOPPED = 130
_OLD_MESSAGE = (
    "the database was built by another version of the program: run `python -m etl build`, or add "
    "--debug to see where it failed"
)
_MEMORY_MESSAGE = "more memory is wanted than one run may take: set THROUGHLINE_MEMORY, e.g. to 4GB"
_STOPPED_MESSAGE = "stopped: nothing half-done is in the database; a fetch goes on where it was"


def main(run: Callable[..., Any] = app) -> int:
    """Run the command line; exit 0, 1 (a check failed), 2 (bad use or input) or 130."""
    arguments = [word for word in sys.argv[1:] if word != "--debug"]
    is_debug = len(arguments) < len(sys.argv) - 1
    try:
        result = run(args=arguments, standalone_mode=False, prog_name="python -m etl")
    except (ThroughlineError, typer.TyperException) as error:
        if is_debug:
            raise
        return _complain(error)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        if is_debug:
            raise
        return _complain(ThroughlineError(f"{_OLD_MESSAGE} ({str(error).splitlines()[0]})"))
    except duckdb.OutOfMemoryException as error:
        if is_debug:
            raise
        return _complain(ThroughlineError(f"{_MEMORY_MESSAGE} ({str(error).splitlines()[0]})"))
    except (typer.Abort, KeyboardInterrupt):
        result = STOPPED
    if result == STOPPED:
        _complain(ThroughlineError(_STOPPED_MESSAGE))
    return int(result or 0)


def _complain(error: Exception) -> int:
    """One line on the error stream, and the exit code."""
    text = error.format_message() if hasattr(error, "format_message") else str(error)
    sys.stderr.write("error: " + " ".join(text.split()) + "\n")
    return 1 if isinstance(error, CheckFailedError) else 2


if __name__ == "__main__":
    code = main()
    if code == STOPPED:
        # Every write is whole or absent: nothing waits for an answer that may never come.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
