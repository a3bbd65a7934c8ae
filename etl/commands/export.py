"""The command `export`: the database, or a part of it, in a format that others read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from etl.commands.shared.options import take_options
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.exports.export import Selection, export, formats
from etl.exports.target import check_target


@dataclass(frozen=True)
class PartOptions:
    """Which part of the database leaves."""

    around: Annotated[
        list[str] | None,
        typer.Option(help="Only what stands around this entity (id or name); may be repeated."),
    ] = None
    hops: Annotated[int, typer.Option(min=0, max=4, help="With --around: how many links.")] = 1
    case: Annotated[str | None, typer.Option(help="Only what belongs to this case.")] = None


@take_options
def export_command(
    name: Annotated[
        str, typer.Option("--format", help=f"One of: {', '.join(formats())}; `all` for each.")
    ] = "tables",
    *,
    chosen: PartOptions,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder to write: new, empty or an earlier export, which is replaced whole; with "
            "`all` one folder in it each."
        ),
    ] = None,
    settings: Settings,
) -> None:
    """Write the database with notice, data dictionary and manifest, as others read it."""
    part, progress = Selection(tuple(chosen.around or ()), chosen.hops, chosen.case), Progress()
    # `all` of a part: the formats that know no part are passed over, and named alone refused.
    wanted = [n for n in formats() if part.is_all or not formats()[n].is_whole]
    for one in wanted if name == "all" else []:
        # Every folder before the first is written.
        check_target((out or settings.exports) / one)
    for one in wanted if name == "all" else [name]:
        target = out / one if out and name == "all" else out
        with progress.waiting(f"write {one}"):
            folder = export(settings, target, one, part)
        typer.echo(f"wrote {folder}")
