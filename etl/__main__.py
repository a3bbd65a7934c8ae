"""The command line: run | fetch | load | build | check | resolve | why | … | export."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import duckdb
import typer

from etl.build.run import CheckFailedError
from etl.commands.answer import answer_command
from etl.commands.build import build_command
from etl.commands.case import case_command
from etl.commands.check import check_command
from etl.commands.describe import describe_command
from etl.commands.diff import diff_command
from etl.commands.dossier import dossier_command
from etl.commands.export import export_command
from etl.commands.fetch import fetch_command
from etl.commands.load import load_command
from etl.commands.loops import loops_command
from etl.commands.options import keep_data
from etl.commands.path import path_command
from etl.commands.resolve import resolve_command
from etl.commands.review import review_command
from etl.commands.run import run_command
from etl.commands.status import status_command
from etl.commands.watch import watch_command
from etl.commands.why import why_command
from etl.common.settings import ThroughlineError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Public records of contracts and contributions, from files to a relationship graph.\n\n"
    "Start with: python -m etl run --case golden_dome",
)
app.callback()(keep_data)

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
app.command("load")(load_command)
app.command("build")(build_command)
app.command("run")(run_command)


STOPPED = 130
_OLD_MESSAGE = (
    "the database was built by another version of the program: run `python -m etl build`, or add "
    "--debug to see where it failed"
)
_MEMORY_MESSAGE = "more memory is wanted than one run may take: set THROUGHLINE_MEMORY, e.g. to 4GB"
_STOPPED_MESSAGE = "stopped: nothing half-done is in the database; a fetch goes on where it was"


def main(run: Callable[..., Any] = app) -> int:
    """Run the command line; exit 0, 1 (a check failed), 2 (bad use or input) or 130."""
    # Taken out here, so that it may stand anywhere, before or behind the command.
    arguments = [word for word in sys.argv[1:] if word != "--debug"]
    is_debug = len(arguments) < len(sys.argv) - 1
    try:
        # Not standalone: otherwise typer prints its own boxes and exits with its own codes.
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
    # typer's errors hold their text with the option's name apart.
    text = error.format_message() if hasattr(error, "format_message") else str(error)
    # One line, whatever the error holds: scripts read it so.
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
