"""The command `aliases`: names that mean a firm, from the records and by judgement."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from etl.commands.shared.options import take_options
from etl.common.database import open_database
from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.names.aliases import (
    ALIASES,
    add_aliases,
    propose_aliases,
    read_accepted,
    write_proposals,
)


@dataclass(frozen=True)
class AliasOptions:
    """Whose names are proposed and where to, or which judged proposals are kept."""

    largest: Annotated[
        int, typer.Option(help="Of how many firms, those with the most obligated.", min=1)
    ] = 500
    out: Annotated[Path | None, typer.Option(help="CSV file to write proposals to.")] = None
    accept: Annotated[
        Path | None, typer.Option(help="A CSV file of proposals with verdicts, to keep.")
    ] = None
    by: Annotated[str | None, typer.Option(help="Who judged; your login unless told.")] = None
    seed: Annotated[
        Path,
        typer.Option(
            help="File that holds the names.", show_default="sql/seeds/names/firm_alias.csv"
        ),
    ] = ALIASES


@take_options
def aliases_command(told: AliasOptions, settings: Settings) -> None:
    """Propose names that mean a firm, from the records; or keep those that were judged.

    --out writes the names that records give the largest contractors and that the list lacks: what
    they do business as, other names, parents and the CSIS table. Write same, different or unsure
    in the column verdict; --accept then adds the lines with same to the list, and they hold from
    the next build on.
    """
    if told.out and not told.accept:
        _propose(told, told.out, settings)
    elif told.accept and not told.out:
        _accept(told, told.accept)
    else:
        raise ThroughlineError("say one of --out FILE (to propose) and --accept FILE (to keep)")


def _propose(told: AliasOptions, out: Path, settings: Settings) -> None:
    with open_database(settings.database) as engine, Progress().engine("aliases", engine):
        rows = propose_aliases(engine, told.largest, told.seed)
    write_proposals(out, rows)
    typer.echo(
        f"{len(rows)} names proposed in {out}: write a verdict behind each, then --accept it"
    )


def _accept(told: AliasOptions, judged: Path) -> None:
    lines = read_accepted(judged, told.by)
    if not lines:
        raise ThroughlineError(f"{judged} holds no line with the verdict same: nothing to keep")
    new = add_aliases(lines, told.seed)
    typer.echo(f"{new} new of {len(lines)} names kept in {told.seed}; commit it and build again")
