"""The command `why`: the waterfall of one pair."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from etl.commands.options import DataOption
from etl.common.database import open_database
from etl.common.settings import Settings, data_path
from etl.names.why import Waterfall, why_firm, why_person


def why_command(
    left: Annotated[str, typer.Argument(help="A name as written: an employer, or LAST, FIRST.")],
    right: Annotated[str, typer.Argument(help="A firm's UEI, id or name; or LAST, FIRST.")],
    state: Annotated[str | None, typer.Option(help="Two-letter state of the left name.")] = None,
    is_person: Annotated[
        bool, typer.Option("--person", help="Both are people, as the records list them.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    data: DataOption = None,
) -> None:
    """Show why two names are, or are not, taken as one: each comparison and its weight."""
    settings = Settings(data=(data or data_path()).resolve())
    if is_person:
        with open_database(settings.database) as engine:
            found = why_person(engine, left, right)
    else:
        found = why_firm(settings, left, right, state.strip().upper() if state else None)
    if as_json:
        typer.echo(json.dumps(asdict(found), indent=1))
        return
    _print(found)


def _print(found: Waterfall) -> None:
    """The steps as a table with a bar for each weight, and what they come to."""
    grid = Grid("comparison", "what it says", "bits", "", "sum")
    for column in grid.columns:
        column.overflow = "fold"
    for step in found.steps:
        bar = ("+" if step.weight > 0 else "-") * round(abs(step.weight))
        weight, total = f"{step.weight:+.1f}", f"{step.total:+.1f}"
        grid.add_row(step.comparison, escape(step.meaning), weight, bar, total)
    typer.echo(f"{found.left}  <->  {found.right}")
    if found.steps:
        console = Console()
        (console if console.is_terminal else Console(width=120)).print(grid)
    typer.echo(found.note)
    if found.verdict:
        typer.echo(f"a person has judged: {found.verdict}")
    if found.probability is not None:
        typer.echo(f"probability: {found.probability:.3f}")
