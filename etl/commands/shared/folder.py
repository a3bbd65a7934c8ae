"""The folder of the commands as a group: each is listed by its file, and imported when it is run.

A file `<name>.py` in `etl/commands` that defines `<name>_command` is the command of that name.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from functools import cache
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

FOLDER = Path(__file__).resolve().parents[1]


@cache
def command_helps() -> dict[str, str]:
    """Each command with the first paragraph of its help, read from its file without running it."""
    found = {path.stem: _help_of(path) for path in sorted(FOLDER.glob("*.py"))}
    return {name: text for name, text in found.items() if text is not None}


def _help_of(path: Path) -> str | None:
    """The first paragraph of a command's docstring; None for a file that holds no command."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == f"{path.stem}_command":
            return inspect.cleandoc(ast.get_docstring(node) or "").split("\n\n")[0]
    return None


def load_command(name: str) -> TyperCommand:
    """A command as typer runs it; only here its module is imported, with all that it needs."""
    module = importlib.import_module(f"etl.commands.{name}")
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command(name)(getattr(module, f"{name}_command"))
    command = typer.main.get_command(alone)
    assert isinstance(command, TyperCommand)
    return command


class CommandFolder(TyperGroup):
    """The group of all commands: what is listed has a name and a help, what is run is loaded."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        for name, text in command_helps().items():
            self.add_command(TyperCommand(name, help=text))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        """The command that is meant, loaded, and the words behind its name."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, load_command(name) if command and name else command, rest
