"""The command `watch`: what changed since the build before, or since a day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from etl.build.history import earlier, tell_backward
from etl.changes.diff import Difference
from etl.changes.news import tell_news
from etl.changes.watchlist import read_watched
from etl.commands.shared.changes import CaseOption, ShownOptions, tell_changes, write_changes
from etl.commands.shared.options import take_options
from etl.common.settings import Settings, ThroughlineError


@take_options
def watch_command(
    case: CaseOption = None,
    since: Annotated[
        str | None,
        typer.Option(help="A day (2026-06-30) or a database; default the build before this one."),
    ] = None,
    is_watched: Annotated[
        bool, typer.Option("--watched", help="Only what is watched: see the page Watch.")
    ] = False,
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
    builds = earlier(settings, since), settings.database
    if not is_watched:
        tell_changes(builds, case, shown)
        return
    if case is not None:
        raise ThroughlineError("--watched and --case are two scopes: name one of them")
    _tell_watched(builds, shown, settings)


def _tell_watched(builds: tuple[Path, Path], shown: ShownOptions, settings: Settings) -> None:
    """What changed for the entities and searches that are watched."""
    watched = read_watched(settings)
    if not watched.entities and not watched.searches:
        raise ThroughlineError("nothing is watched: press Watch on the page of a firm or person")

    def compare() -> Difference:
        more = {"threshold": shown.threshold, "most": shown.most}
        news = tell_news(builds, watched, more)
        for problem in news.problems:
            typer.echo(problem, err=True)
        return news.found

    write_changes(compare, shown)
