"""The command line: each command is a file of etl/commands, and every error ends here."""

from __future__ import annotations

import sys

from etl.common.running import stopping

if __name__ == "__main__":
    # Before the imports that take time, which would make errors of their own of a Ctrl-C.
    stopping.watch()

import contextlib
import os
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

from etl.common.running.failures import Ending, end_program, find_ending, one_line

if __name__ == "__main__":
    # For what is not installed: from `main` on every error is caught.
    sys.excepthook = end_program

import typer

from etl.commands.shared.folder import CommandFolder
from etl.commands.shared.options import keep_data
from etl.common.settings import ThroughlineError

app = typer.Typer(
    cls=CommandFolder,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Public records of contracts and contributions, from files to a relationship graph.\n\n"
    "Start with: python -m etl run --case golden_dome",
)
app.callback()(keep_data)

STOPPED = 130
_NO_COMMAND = "say which command: `python -m etl --help` lists them"


def run_command(words: list[str]) -> None:
    """The command that the words name, run; its errors come as they are, an exit as typer.Exit."""
    command = typer.main.get_command(app)
    # Not `app()`, which prints boxes, takes a broken pipe for itself and exits.
    with command.make_context("python -m etl", words) as context:
        command.invoke(context)


def main(run: Callable[[list[str]], Any] = run_command) -> int:
    """Run the command line, and say in one line why it failed.

    Gives 0, 1 (a check failed), 2 (bad use or input, or a machine that does not serve), 70 (a fault
    of the program), 130 or 143 (stopped), or 141 (nobody reads on).
    """
    # Taken out here, so that it may stand anywhere, before or behind the command.
    words = [word for word in sys.argv[1:] if word != "--debug"]
    with OnePlace(is_debug=len(words) < len(sys.argv) - 1) as place:
        if any("\0" in word for word in words):
            raise ThroughlineError("an argument holds a NUL character: write it without")
        run(words)
        # Here, or a full disk would be told by Python, at its end.
        if sys.stdout:
            sys.stdout.flush()
        stopping.end_next_at_once()
    return place.code


class OnePlace:
    """Where every error ends: one line on the error stream; the traceback too where it is wanted.

    `code` is what the program then exits with.
    """

    def __init__(self, is_debug: bool) -> None:
        self.is_debug = is_debug
        self.code = 0

    def __enter__(self) -> OnePlace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> bool:
        if isinstance(error, SystemExit):
            # rich ends the program by itself where nobody reads on.
            error = error.__context__ if isinstance(error.__context__, BrokenPipeError) else None
        if error is None:
            return False
        stopping.end_next_at_once()
        ending = _ending(error)
        self.code = ending.code
        _let_go_of_output()
        if self.is_debug and ending.line:
            traceback.print_exception(error)
        _say(ending.line)
        return True


def _ending(error: BaseException) -> Ending:
    """What an error comes to; after a signal every error is what the signal made of it."""
    if isinstance(error, typer.Exit):
        return Ending("", error.exit_code)
    if stopping.exit_code() or isinstance(error, (KeyboardInterrupt, typer.Abort)):
        return Ending(stopping.MESSAGE, stopping.exit_code() or STOPPED)
    if isinstance(error, typer.TyperException):
        return Ending(one_line(error.format_message()) or _NO_COMMAND)
    return find_ending(error)


def _say(line: str) -> None:
    """A line on the error stream, which may be closed or full: then nobody is there to be told."""
    if line and sys.stderr:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(f"error: {line}\n")
            sys.stderr.flush()


def _let_go_of_output() -> None:
    """Write out what was said; where nobody takes it, it goes nowhere."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        # Python would try again at its end, and complain in lines of its own.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    if sys.stdout:
        # A name can hold what this terminal cannot write.
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    code = main()
    if code >= STOPPED:
        # Every write is whole or absent: nothing waits for an answer that may never come.
        os._exit(code)
    sys.exit(code)
