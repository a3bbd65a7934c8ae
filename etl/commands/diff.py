"""The commands `diff` and `watch`: what changed between two databases, or since a day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from etl.build.history import earlier
from etl.changes.diff import Question, difference
from etl.changes.formats import FORMATS
from etl.commands.options import DataOption
from etl.common.database import write_whole
from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError, data_path

FormatOption = Annotated[str, typer.Option("--format", help="text, html, json or atom.")]
OutOption = Annotated[Path | None, typer.Option(help="Write to this file.")]
ThresholdOption = Annotated[
    int, typer.Option(min=0, help="Contract actions are told from this amount on, USD.")
]
MostOption = Annotated[int, typer.Option(min=1, help="List so many of each kind; counts tell all.")]


def diff_command(
    old: Annotated[Path, typer.Argument(help="The earlier database.")],
    new: Annotated[Path, typer.Argument(help="The later database.")],
    case: Annotated[str | None, typer.Option(help="Only what belongs to this case.")] = None,
    threshold: ThresholdOption = 1_000_000,
    most: MostOption = 1_000,
    form: FormatOption = "text",
    out: OutOption = None,
) -> None:
    """Tell what changed between two databases.

    New awards, contract actions over a threshold, contributions, changed and withdrawn rows, links
    and flags that came or vanished, claims that stand otherwise, and the corrections and files
    behind it.
    """
    _tell(Question(old, new, threshold, case, most), form, out)


def watch_command(
    case: Annotated[str | None, typer.Option(help="Only what belongs to this case.")] = None,
    since: Annotated[
        str | None,
        typer.Option(help="A day (2026-06-30) or a database; default the build before this one."),
    ] = None,
    threshold: ThresholdOption = 1_000_000,
    most: MostOption = 1_000,
    form: FormatOption = "text",
    out: OutOption = None,
    data: DataOption = None,
) -> None:
    """Tell what changed since the build before, or since a day.

    A build of other inputs keeps the one that it replaces (THROUGHLINE_HISTORY says how many).
    """
    settings = Settings(data=(data or data_path()).resolve())
    question = Question(earlier(settings, since), settings.database, threshold, case, most)
    _tell(question, form, out)


def _tell(question: Question, form: str, out: Path | None) -> None:
    """Compare, and print or write."""
    if form not in FORMATS:
        raise ThroughlineError(f"no format {form!r}: choose one of {', '.join(FORMATS)}")
    with Progress().waiting("compare"):
        found = difference(question)
    content = FORMATS[form](found)
    if out is None:
        typer.echo(content, nl=False)
        return
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(out, content)
    except OSError as error:
        raise ThroughlineError(f"cannot write {out}: {error.strerror}: choose --out") from error
    typer.echo(f"wrote {out}")
