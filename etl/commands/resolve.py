"""The command `resolve`: a list of names against the database."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Annotated

import typer

from etl.commands.shared.cells import parse_date, parse_zip
from etl.commands.shared.options import take_options
from etl.commands.shared.saying import say_idle
from etl.common.about import read_notices
from etl.common.database import open_database, write_whole
from etl.common.formulas import quote_formula
from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.names.given import idle_refs
from etl.names.kinds import KINDS, NameQuestion, answer_names
from etl.names.resolve import Name, Resolution

ADDED = [field.name for field in fields(Resolution)]


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


@take_options
def resolve_command(
    names: Annotated[Path, typer.Argument(help="A CSV file with a header line.")],
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
    header, rows = read_rows(names)
    if told.out.exists() and told.out.samefile(names):
        raise ThroughlineError(f"--out {told.out} is the list itself: write to another file")
    wanted = [
        told.column, told.date_column, told.state_column, told.zip_column, told.city_column,
        told.employer_column,
    ]  # fmt: skip
    places = {name: _place(header, name, names) for name in wanted if name}
    asked = [_name(row, places, told) for row in rows]
    question = NameQuestion(told.kind, told.judgements)
    idle = idle_refs(settings, told.judgements) if told.judgements else []
    with Progress().steps("resolve", question.step_count) as step:
        answers = answer_names(settings, asked, question, step)
    if told.out.exists():
        typer.echo(f"{told.out} was there and is written anew")
    write_rows(told.out, header, rows, answers)
    _write_notice(settings, told.out)
    _say(asked, answers, rows, places.get(told.date_column or ""), told.out)
    say_idle(idle)


def read_rows(path: Path) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a CSV file, every cell as it stands.

    Raises ThroughlineError for a file that is empty, no text, or ragged.
    """
    text = path.read_bytes()
    # A workbook or UTF-16 saved under the name of a CSV.
    if b"\0" in text:
        raise ThroughlineError(f"{path} is no CSV text: save it as CSV (UTF-8) first")
    try:
        # Spreadsheets save with a byte-order mark, old ones in Windows-1252.
        decoded = text.decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = text.decode("cp1252", errors="replace")
    return _parse(decoded, path)


def _parse(text: str, path: Path) -> tuple[list[str], list[list[str]]]:
    """Cells of the text; blank lines are passed over, short and long ones refused."""
    # The default refuses a cell of more than 131,072 signs.
    csv.field_size_limit(10_000_000)
    # Strict: a quote out of place would move the cells behind it in silence.
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, None)
        if not header:
            raise ThroughlineError(f"{path} is empty: it needs a header line")
        rows = []
        for row in reader:
            if not row:
                continue
            if len(row) != len(header):
                raise ThroughlineError(
                    f"{path}, line {reader.line_num}: {len(row)} cells, the header has "
                    f"{len(header)}: is a quote or a comma missing?"
                )
            rows.append(row)
    except csv.Error as error:
        raise ThroughlineError(f"{path}, line {reader.line_num}: {error}") from error
    return header, rows


def _place(header: list[str], name: str, path: Path) -> int:
    """Where a column stands; raises ThroughlineError when it is absent or there twice."""
    found = [place for place, title in enumerate(header) if title.strip() == name]
    if len(found) != 1:
        often = "no" if not found else "more than one"
        raise ThroughlineError(
            f"{path} has {often} column {name!r}: its columns are {', '.join(header)}"
        )
    return found[0]


def _name(row: list[str], places: dict[str, int], told: ListOptions) -> Name:
    """What one row asks."""

    def cell(column: str | None) -> str:
        return row[places[column]].strip() if column else ""

    state = cell(told.state_column).upper()
    return Name(
        row[places[told.column]],
        # What is no state is as good as none.
        state if len(state) == 2 and state.isalpha() else None,
        parse_date(cell(told.date_column)),
        parse_zip(cell(told.zip_column)),
        cell(told.city_column).upper() or None,
        cell(told.employer_column).upper() or None,
    )


def write_rows(
    out: Path, header: list[str], rows: list[list[str]], answers: Iterable[Resolution]
) -> None:
    """The rows as they were with the answers beside them, written whole or not at all."""
    # Two columns of a name would leave it open whose answer is whose.
    taken = [name for name in ADDED if name in header]
    if taken:
        raise ThroughlineError(f"the list has columns {', '.join(taken)} already: rename them")
    # With the process in its name: two runs may write to one folder.
    temporary = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*header, *ADDED])
            for row, answer in zip(rows, answers, strict=True):
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


def _say(
    asked: list[Name],
    answers: list[Resolution],
    rows: list[list[str]],
    date_place: int | None,
    out: Path,
) -> None:
    """How many were found, and what could not be used."""
    found = sum(answer.entity_id is not None for answer in answers)
    possible = sum(answer.tier == "possible" for answer in answers)
    typer.echo(
        f"wrote {out}: {len(answers):,} rows, {found:,} resolved, {possible:,} possible and left "
        f"open, {len(answers) - found - possible:,} without a likely answer"
    )
    if date_place is not None:
        unread = sum(
            name.date is None and bool(row[date_place].strip())
            for name, row in zip(asked, rows, strict=True)
        )
        if unread:
            typer.echo(f"{unread:,} dates could not be read: write them as 2024-06-30")
    typer.echo("Names in common are no proof: read the reasons before you rely on a row.")
