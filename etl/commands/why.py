"""The command `why`: the waterfall of one pair."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from etl.commands.shared.options import JsonOption, take_options
from etl.commands.shared.printing import print_grid
from etl.commands.shared.saying import say_idle
from etl.common.database import open_database
from etl.common.settings import Settings, ThroughlineError
from etl.common.words import printable
from etl.names.cells import parse_date
from etl.names.given import idle_refs
from etl.names.resolve import Name
from etl.names.why import Waterfall, why_firm, why_person


@dataclass(frozen=True)
class KindOptions:
    """What the names are of."""

    state: Annotated[str | None, typer.Option(help="Two-letter state of the left name.")] = None
    date: Annotated[
        str | None, typer.Option(help="Day of the left name: the owner is that of the day.")
    ] = None
    is_person: Annotated[
        bool, typer.Option("--person", help="Both are people, as the records list them.")
    ] = False
    judgements: Annotated[
        Path | None,
        typer.Option(help="CSV file of judgements on firms, as `review` writes it, for this once."),
    ] = None


@take_options
def why_command(
    left: Annotated[str, typer.Argument(help="A name as written: an employer, or LAST, FIRST.")],
    right: Annotated[str, typer.Argument(help="A firm's UEI, id or name; or LAST, FIRST.")],
    *,
    kind: KindOptions,
    as_json: JsonOption = False,
    settings: Settings,
) -> None:
    """Show why two names are, or are not, taken as one: each comparison and its weight."""
    if kind.is_person and kind.judgements:
        raise ThroughlineError("--judgements is for firms: leave out --person")
    idle = idle_refs(settings, kind.judgements) if kind.judgements else []
    if kind.is_person:
        with open_database(settings.database) as engine:
            found = why_person(engine, left, right)
    else:
        state = kind.state.strip().upper() if kind.state else None
        day = parse_date(kind.date) if kind.date else None
        if kind.date and day is None:
            raise ThroughlineError(f"--date {kind.date!r} is no date: write it as 2024-06-30")
        found = why_firm(settings, Name(left, state, day), right, kind.judgements)
    if as_json:
        typer.echo(json.dumps(asdict(found), indent=1))
        return
    _print(found)
    say_idle(idle)


def _print(found: Waterfall) -> None:
    """The steps as a table with a bar for each weight, and what they come to."""
    rows = [
        [
            step.comparison,
            step.meaning,
            f"{step.weight:+.1f}",
            ("+" if step.weight > 0 else "-") * round(abs(step.weight)),
            f"{step.total:+.1f}",
        ]
        for step in found.steps
    ]
    typer.echo(f"{found.left}  <->  {found.right}")
    if found.steps:
        print_grid(("comparison", "what it says", "bits", "", "sum"), rows, 120)
    if found.shares:
        lines = [
            [
                printable(share.title),
                "" if share.weight is None else f"{share.weight:+.1f}",
                f"{share.share:.3f}",
                "#" * round(20 * share.share),
            ]
            for share in found.shares
        ]
        print_grid(("who may be meant", "bits", "share", ""), lines, 120)
    typer.echo(found.note)
    if found.answer:
        typer.echo(f"answered: {printable(found.answer)}")
    if found.owner:
        typer.echo(f"owner: {printable(found.owner)}")
    if found.verdict:
        typer.echo(f"a person has judged: {found.verdict}")
    for judgement in found.judgements:
        typer.echo(f"judged by {printable(judgement)}")
    if found.probability is not None:
        how = " (how often such a share was right on labelled names)" if found.shares else ""
        typer.echo(f"probability: {found.probability:.3f}{how}")
