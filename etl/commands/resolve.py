"""The command `resolve`: a list of names against the database."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Annotated

import typer

from etl.commands.shared.options import take_options
from etl.commands.shared.saying import say_idle
from etl.common.about import read_notices
from etl.common.database import open_database, write_whole
from etl.common.formulas import quote_formula
from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.names.given import idle_refs
from etl.names.kinds import KINDS, NameQuestion, answer_names
from etl.names.lists import ADDED, ListColumns, NameList, count_unread_dates, names_of, read_list
from etl.names.resolve import Resolution


@dataclass(frozen=True)
class ListOptions:
    """Which columns of the list say what, and where the answers go."""

    column: Annotated[str, typer.Option(help="Column that holds the names.")]
    out: Annotated[Path, typer.Option(help="CSV file to write.")]
    date_column: Annotated[
        str | None, typer.Option(help="Column with each row's date: names change hands.")
    ] = None
    state_column: Annotated[
        str | None, typer.Option(help="Column with a two-letter state: it tells namesakes apart.")
    ] = None
    zip_column: Annotated[
        str | None, typer.Option(help="Column with a ZIP code: it tells people apart.")
    ] = None
    city_column: Annotated[
        str | None, typer.Option(help="Column with a city: it tells people apart.")
    ] = None
    employer_column: Annotated[
        str | None, typer.Option(help="Column with a person's employer: it tells people apart.")
    ] = None
    kind: Annotated[
        str,
        typer.Option(help="What the names are: firm, person, or any (LAST, FIRST is a person)."),
    ] = "any"
    judgements: Annotated[
        Path | None,
        typer.Option(help="CSV file of judgements, as `review` writes it, for this list alone."),
    ] = None

    @property
    def columns(self) -> ListColumns:
        """The columns that were named."""
        return ListColumns(
            self.column,
            self.date_column,
            self.state_column,
            self.zip_column,
            self.city_column,
            self.employer_column,
        )


@take_options
def resolve_command(
    names: Annotated[Path, typer.Argument(help="A CSV or XLSX file with a header line.")],
    *,
    told: ListOptions,
    settings: Settings,
) -> None:
    """Hold a list of employers, firms or people against the database.

    Writes the same rows with entity_id, entity_name, entity_kind, probability, tier, basis,
    reasons, runner_up and the owner added: the one that records state for the row's date, else
    the last one stated, with the days for which records state it; owner_note says where it is
    unknown. The first two are empty where the names do not tell; the nearest are then named as
    runner_up. A person's name alone is hardly ever enough: state, ZIP code, city and employer make
    it surer.
    """
    if told.kind not in KINDS:
        raise ThroughlineError(f"--kind {told.kind!r} is none of {', '.join(KINDS)}")
    given = read_list(str(names), names.read_bytes())
    if told.out.exists() and told.out.samefile(names):
        raise ThroughlineError(f"--out {told.out} is the list itself: write to another file")
    asked = names_of(given, told.columns)
    question = NameQuestion(told.kind, told.judgements)
    idle = idle_refs(settings, told.judgements) if told.judgements else []
    with Progress().steps("resolve", question.step_count) as step:
        answers = answer_names(settings, asked, question, step)
    if told.out.exists():
        typer.echo(f"{told.out} was there and is written anew")
    write_rows(told.out, given, answers)
    _write_notice(settings, told.out)
    _say(answers, count_unread_dates(given, asked, told.date_column), told.out)
    say_idle(idle)


def write_rows(out: Path, given: NameList, answers: Iterable[Resolution]) -> None:
    """The rows as they were with the answers beside them, written whole or not at all."""
    # With the process in its name: two runs may write to one folder.
    temporary = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*given.header, *ADDED])
            for row, answer in zip(given.rows, answers, strict=True):
                writer.writerow([*row, *(safe_cell(value) for value in astuple(answer))])
        temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if value is None:
        return ""
    return quote_formula(value) if isinstance(value, str) else str(value)


def _write_notice(settings: Settings, out: Path) -> None:
    """The use notice stands beside every list that leaves."""
    with open_database(settings.database) as engine:
        notices = read_notices(engine)
    write_whole(out.with_name(out.name + ".notice.txt"), "\n\n".join(notices) + "\n")


def _say(answers: list[Resolution], unread: int, out: Path) -> None:
    """How many were found, and what could not be used."""
    found = sum(answer.entity_id is not None for answer in answers)
    possible = sum(answer.tier == "possible" for answer in answers)
    typer.echo(
        f"wrote {out}: {len(answers):,} rows, {found:,} resolved, {possible:,} possible and left "
        f"open, {len(answers) - found - possible:,} without a likely answer"
    )
    if unread:
        typer.echo(f"{unread:,} dates could not be read: write them as 2024-06-30")
    typer.echo("Names in common are no proof: read the reasons before you rely on a row.")
