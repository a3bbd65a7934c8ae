"""The command `load`: published files into the lake."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from etl.commands.shared.options import fill_help, take_options
from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.lake.intake import load_downloads
from etl.lake.load import load_file
from etl.lake.named import Options
from etl.lake.records import Load
from etl.lake.told import known_layouts, load_lines


@dataclass(frozen=True)
class LoadOptions:
    """How files are read."""

    table: Annotated[
        str | None, typer.Option(help="Say which table a file is, e.g. fec_itcont.")
    ] = None
    cycle: Annotated[
        int | None, typer.Option(help="Election cycle of an FEC file whose name has none.")
    ] = None
    published: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Day of publication of a file whose name has none."
        ),
    ] = None
    max_rejects: Annotated[
        float, typer.Option(help="Share of unreadable rows that is tolerated.")
    ] = 0.001
    is_again: Annotated[
        bool, typer.Option("--again", help="Read anew even what is loaded already.")
    ] = False


@take_options
@fill_help(layouts="".join(f"    {line}\n" for line in known_layouts()).strip())
def load_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Published files or zips, any layout below. None: all fetched."),
    ] = None,
    *,
    options: LoadOptions,
    settings: Settings,
) -> None:
    """Load published files into the lake.

    {layouts}
    """
    # Written so that it also refuses what is no number.
    if not 0 <= options.max_rejects <= 1:
        raise ThroughlineError(f"--max-rejects {options.max_rejects}: a share from 0 to 1, as 0.01")
    settings, progress = replace(settings, reject_share=options.max_rejects), Progress()
    day = options.published.date() if options.published else None
    how = Options(options.table, options.cycle, options.is_again, day)
    for path in paths or []:
        _print_load(load_file(path, settings, how, progress))
    if paths:
        return
    found = load_downloads(settings, progress, Options(is_again=options.is_again))
    if not found:
        raise ThroughlineError("nothing was fetched yet: name files to load, or fetch first")
    for load in found:
        _print_load(load)


def _print_load(load: Load) -> None:
    """What is said of a loaded file."""
    for line in load_lines(load):
        typer.echo(line)
