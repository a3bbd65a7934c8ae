"""The command `watch`: what changed since the build before, or since a day."""

from __future__ import annotations

from typing import Annotated

import typer

from etl.build.history import earlier, tell_backward
from etl.commands.shared.changes import CaseOption, ShownOptions, tell_changes
from etl.commands.shared.options import take_options
from etl.common.settings import Settings


@take_options
def watch_command(
    case: CaseOption = None,
    since: Annotated[
        str | None,
        typer.Option(help="A day (2026-06-30) or a database; default the build before this one."),
    ] = None,
    *,
    shown: ShownOptions,
    settings: Settings,
) -> None:
    """Tell what changed since the build before, or since a day.

    A build of other inputs keeps the one that it replaces (THROUGHLINE_HISTORY says how many).
    """
    for line in tell_backward(settings):
        # Beside the answer: what is printed may be JSON.
        typer.echo(line, err=True)
    tell_changes((earlier(settings, since), settings.database), case, shown)
