"""The help of every command as it is printed, for `etl/commands/README.md`.

Run: `python -m tests.docs.helptext --write`; without `--write` it prints the text.
"""

from __future__ import annotations

import sys

import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.commands.shared.folder import command_helps
from etl.common.settings import ROOT

PATH = ROOT / "etl" / "commands" / "README.md"
WIDTH = 100
HEAD = """# The commands

One command, one file of its name. This page is made from the commands' own help by
`python -m tests.docs.helptext --write`; a test fails when it is not current. `--data` may stand
before a command's name or after it, and the later one wins.

Every error is one line on the error stream that says what is wrong and what to do; `--debug`,
anywhere, shows the traceback too. A command ends with 0, or 1 (a check failed), 2 (bad use or
input, or a machine that does not serve), 70 (a fault of the program: please report it), 130 or 143
(stopped by a signal; a second one ends it at once), 141 (nobody reads its output on).
"""


def help_text() -> str:
    """The page: how each command is used, in order of their names."""
    parts = [HEAD, _fenced(_help_of())]
    parts += [f"## {name}\n\n{_fenced(_help_of(name))}" for name in command_helps()]
    return "\n".join(parts)


def _help_of(*words: str) -> str:
    """What `--help` prints at a fixed width, without colours and ends of lines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typer.rich_utils.MAX_WIDTH", WIDTH)
        patch.setattr("typer.rich_utils.FORCE_TERMINAL", False)
        patch.setattr("typer.rich_utils.COLOR_SYSTEM", None)
        done = CliRunner().invoke(app, [*words, "--help"], prog_name="python -m etl")
    lines = [line.rstrip() for line in done.output.splitlines()]
    return "\n".join(lines).strip("\n")


def _fenced(text: str) -> str:
    """A text as a block that Markdown leaves alone."""
    return f"```text\n{text}\n```\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        PATH.write_text(help_text(), encoding="utf-8")
    else:
        sys.stdout.write(help_text())
