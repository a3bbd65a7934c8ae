"""The command `export`: the database, or a part of it, in a format that others read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from etl.commands.options import DataOption
from etl.common.progress import Progress
from etl.common.settings import Settings, data_path
from etl.exports.export import Part, export, formats


def export_command(
    name: Annotated[
        str, typer.Option("--format", help=f"One of: {', '.join(formats())}; `all` for each.")
    ] = "tables",
    around: Annotated[
        list[str] | None,
        typer.Option(help="Only what stands around this entity (id or name); may be repeated."),
    ] = None,
    hops: Annotated[int, typer.Option(min=0, max=4, help="With --around: how many links.")] = 1,
    case: Annotated[str | None, typer.Option(help="Only what belongs to this case.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Folder to write (replaced whole); with `all` one folder in it each."),
    ] = None,
    data: DataOption = None,
) -> None:
    """Write the database with notice, data dictionary and manifest, as others read it."""
    settings = Settings(data=(data or data_path()).resolve())
    part, progress = Part(tuple(around or ()), hops, case), Progress()
    wanted = [n for n in formats() if part.is_all or not formats()[n].is_whole]
    for one in wanted if name == "all" else [name]:
        target = out / one if out and name == "all" else out
        with progress.waiting(f"write {one}"):
            folder = export(settings, target, one, part)
        typer.echo(f"wrote {folder}")
