"""The command `check`: what fails, what does not reach the publishers' figures, and why."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal
from typing import Annotated

import typer

from etl.build.check import (
    Failure,
    check_database,
    held_apart,
    money_reasons,
    worst_reconciled,
)
from etl.build.models import models
from etl.commands.shared.options import JsonOption, take_options
from etl.commands.shared.printing import print_grid
from etl.common.database import open_database, query_rows
from etl.common.progress import Progress
from etl.common.queries import read_query
from etl.common.settings import Settings, ThroughlineError, this_day
from etl.common.words import printable
from etl.lake.damage import find_damage

WIDTH = 200  # columns of figures stand side by side


@take_options
def check_command(
    explained: Annotated[
        str | None,
        typer.Option("--explain", help="Say `money`: why dollars are counted, beside fec.gov."),
    ] = None,
    is_deep: Annotated[
        bool, typer.Option("--deep", help="Read every byte of the lake, and not its footers alone.")
    ] = False,
    as_json: JsonOption = False,
    *,
    settings: Settings,
) -> None:
    """Check lake and database: files, keys, evidence, rows, known figures. Exit 1 on a failure.

    Lists the twenty lines that differ most from the publishers' own figures.
    """
    if explained not in (None, "money"):
        raise ThroughlineError(f"nothing to explain about {explained!r}: write --explain money")
    with open_database(settings.database) as engine:
        if explained:
            _print_money(money_reasons(engine), as_json)
            return
        failures = check_lake(settings, is_deep) + check_database(engine, models())
        worst = worst_reconciled(engine)
        held = held_apart(engine)
    _print_check(failures, worst, held, as_json)
    if failures:
        raise typer.Exit(1)


def check_lake(settings: Settings, is_deep: bool = False) -> list[Failure]:
    """The lake files that are not as they were written."""
    found = find_damage(settings, Progress(), is_deep)
    return [Failure(str(damage.path), f"{damage.reason}: {damage.advice}") for damage in found]


def _print_check(
    failures: list[Failure],
    worst: list[tuple[str, ...]],
    held: list[tuple[str, ...]],
    as_json: bool,
) -> None:
    """What failed, which of the publishers' figures our sums do not reach, what is in no sum."""
    if as_json:
        named = [asdict(failure) for failure in failures]
        found = {"failures": named, "worst": worst, "held_apart": held}
        typer.echo(json.dumps(found, indent=1))
        return
    if worst:
        typer.echo("Not shown as totals, because our sums do not agree with the publishers' own:")
        names = ("kind", "subject", "cycle", "line", "ours", "published", "difference", "coverage")
        print_grid(names, [row[:-1] for row in worst], WIDTH)
    if held:
        typer.echo("In no sum, because of the amount or the date that the row states:")
        held_names = ("reason", "record", "name", "filer", "date", "amount", "rows of that reason")
        print_grid(held_names, held, WIDTH)
    for failure in failures:
        typer.echo(f"failed: {failure.subject}: {failure.message}")
    if not failures:
        typer.echo("every check holds")


def _print_money(reasons: list[dict[str, object]], as_json: bool) -> None:
    """Rows and dollars by reason, and how many differ from fec.gov's individual contributions."""
    if as_json:
        typer.echo(json.dumps(reasons, indent=1, default=str))
        return
    names = [name for name in reasons[0] if name != "description"] if reasons else []
    shown = [[_number(row[name]) for name in names] for row in reasons if row["row_count"]]
    print_grid([name.replace("_", " ") for name in names], shown, WIDTH)
    for row in reasons:
        if row["row_count"]:
            typer.echo(f"{row['count_reason']}: {row['description']}")


def _number(value: object) -> str:
    """A count or an amount with thousands apart; null is blank."""
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int | Decimal) else str(value)


def idle_judgements(settings: Settings) -> list[tuple[str, str]]:
    """Judgements of which a side is not in the records that are loaded."""
    with open_database(settings.database) as engine:
        found = query_rows(engine, read_query("names/idle_judgement"))
    return [(row["left_ref"], row["right_ref"]) for row in found]


def dated_ahead(settings: Settings) -> list[str]:
    """Judgements and answers that are dated after today, a line each: a slip, or a clock."""
    # A day is given to those who live ahead of UTC.
    day = this_day() + timedelta(days=1)
    with open_database(settings.database) as engine:
        found = query_rows(engine, read_query("names/dated_ahead"), {"day": day})
    return [
        f"{row['kind']} dated ahead ({row['stated_date']}), which goes before all of today: "
        f"{printable(row['subject'])}"
        for row in found
    ]
