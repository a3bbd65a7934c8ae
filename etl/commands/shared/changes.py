"""What `diff` and `watch` share: how changes are shown, and where they are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from etl.changes.diff import Difference, Question, difference
from etl.changes.formats import FORMATS
from etl.common.database import write_whole
from etl.common.progress import Progress
from etl.common.settings import ThroughlineError

CaseOption = Annotated[str | None, typer.Option(help="Only what belongs to this case.")]


@dataclass(frozen=True)
class ShownOptions:
    """How much is told of what changed, and in which form."""

    threshold: Annotated[
        int,
        typer.Option(min=0, max=10**15, help="Contract actions are told from this amount on, USD."),
    ] = 1_000_000
    most: Annotated[
        int, typer.Option(min=1, help="List so many of each kind; counts tell all.")
    ] = 1_000
    form: Annotated[str, typer.Option("--format", help="text, html, json or atom.")] = "text"
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None


def tell_changes(databases: tuple[Path, Path], case: str | None, shown: ShownOptions) -> None:
    """Compare an earlier and a later database, and print or write what changed.

    Raises ThroughlineError for a form that there is not, and a file that cannot be written.
    """
    question = Question(*databases, shown.threshold, case, shown.most)
    write_changes(lambda: difference(question), shown)


def write_changes(compare: Callable[[], Difference], shown: ShownOptions) -> None:
    """Print or write what a comparison finds."""
    if shown.form not in FORMATS:
        raise ThroughlineError(f"no format {shown.form!r}: choose one of {', '.join(FORMATS)}")
    with Progress().waiting("compare"):
        found = compare()
    content = FORMATS[shown.form](found)
    if shown.out is None:
        typer.echo(content, nl=False)
        return
    shown.out.parent.mkdir(parents=True, exist_ok=True)
    write_whole(shown.out, content)
    typer.echo(f"wrote {shown.out}")
