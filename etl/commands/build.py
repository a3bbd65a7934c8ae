"""The command `build`: the research database, made from the lake."""

from __future__ import annotations

from typing import Annotated

import typer

from etl.build.run import build, explain
from etl.commands.check import dated_ahead, idle_judgements
from etl.commands.shared.options import take_options
from etl.common.progress import Progress
from etl.common.settings import Settings


@take_options
def build_command(
    force: Annotated[bool, typer.Option(help="Build even when nothing has changed.")] = False,
    explained: Annotated[
        str | None,
        typer.Option("--explain", help="Show one model: order, SQL, row count and five rows."),
    ] = None,
    *,
    settings: Settings,
) -> None:
    """Build the research database from the lake, check it, and swap it in."""
    if explained is not None:
        for title, value in explain(settings, explained).items():
            typer.echo(f"{title}: {value}\n")
        return
    build_database(settings, force)


def build_database(settings: Settings, force: bool = False) -> None:
    """Build, and say what came of it."""
    if build(settings, Progress(), force, typer.echo):
        typer.echo(f"built {settings.database}")
        for left, right in idle_judgements(settings):
            typer.echo(f"judgement that touches nothing loaded: {left} / {right}")
        for line in dated_ahead(settings):
            typer.echo(line)
    else:
        typer.echo(f"{settings.database} is up to date")
