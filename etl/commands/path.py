"""The command `path`: who stands between two entities, and which link is the weakest."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated

import duckdb
import typer

from etl.commands.options import DataOption
from etl.commands.printing import amount, period, print_grid, print_notices
from etl.common.about import read_notices
from etl.common.database import open_database, query_rows
from etl.common.queries import read_query
from etl.common.settings import Settings, ThroughlineError, data_path
from etl.common.words import printable
from etl.graph.find import find_entity
from etl.graph.paths import Path as EntityPath
from etl.graph.paths import PathQuestion, RankedPaths, ranked_paths
from etl.graph.slices import Filters

TypeOption = Annotated[
    list[str] | None, typer.Option("--type", help="Only links of this type; may be given again.")
]
SinceOption = Annotated[
    str | None, typer.Option(help="Leave out links that ended before this day (2023-01-31).")
]
UntilOption = Annotated[str | None, typer.Option(help="Leave out links that began after this day.")]
UsdOption = Annotated[
    str | None, typer.Option("--least-usd", help="Leave out links of a smaller amount.")
]
ScoreOption = Annotated[
    float | None, typer.Option("--least-score", help="Leave out links of a lower score, 0 to 1.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
CUT = "The search was cut short: paths that belong among these may have been left out."


def path_command(
    left: Annotated[str, typer.Argument(help="An entity's id, or a name.")],
    right: Annotated[str, typer.Argument(help="Another one's.")],
    k: Annotated[int, typer.Option("--k", help="How many paths.")] = 10,
    max_length: Annotated[int, typer.Option(help="Links of a path at most.")] = 6,
    link_types: TypeOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    least_usd: UsdOption = None,
    least_score: ScoreOption = None,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Show the paths between two entities, the most telling first, and each one's weakest link.

    A path through few, well-established links and past small entities comes before one through
    a committee that everybody gives to. A link that states no date, amount or score passes. The
    links of a path need not have been at one time: see the dates.
    """
    with open_database(Settings(data=(data or data_path()).resolve()).database) as engine:
        types = check_types(engine, link_types)
        filters = read_filters(types, (since, until), least_usd, least_score)
        ends = find_entity(engine, left), find_entity(engine, right)
        found = ranked_paths(engine, PathQuestion(*ends, k, max_length, filters))
        notices = read_notices(engine)
    if as_json:
        typer.echo(json.dumps(_as_data(found, notices), indent=1, default=str))
        return
    _print(found, max_length)
    print_notices(notices)


def check_types(engine: duckdb.DuckDBPyConnection, given: list[str] | None) -> tuple[str, ...]:
    """Link types as asked; raises ThroughlineError for one that there is not."""
    known = [row["link_type"] for row in query_rows(engine, read_query("about/link_type"))]
    for name in given or ():
        if name not in known:
            listed = ", ".join(sorted(known))
            raise ThroughlineError(f"no link type {printable(name)!r}: choose of {listed}")
    return tuple(given or ())


def read_filters(
    types: tuple[str, ...],
    period: tuple[str | None, str | None],
    least_usd: str | None,
    least_score: float | None,
) -> Filters:
    """Filters from the words of a command line."""
    since, until = (_day(text) for text in period)
    try:
        amount = None if least_usd is None else Decimal(least_usd.replace(",", ""))
    except InvalidOperation as error:
        raise ThroughlineError(f"{least_usd!r} is no amount: write it as 5000") from error
    return Filters(types, since, until, amount, least_score)


def _day(text: str | None) -> date | None:
    """A day as written; raises ThroughlineError for what is none."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise ThroughlineError(f"{text!r} is no date: write it as 2023-01-31") from error


def _as_data(found: RankedPaths, notices: list[str]) -> dict[str, object]:
    """What JSON shows: paths with entities and every link of a step, the best one first."""
    paths = [{"length": path.length, **asdict(path)} for path in found.paths]
    return {"paths": paths, "is_cut": found.is_cut, "notices": notices}


def _print(found: RankedPaths, max_length: int) -> None:
    """One table for each path."""
    if not found.paths:
        typer.echo(f"found no path of length {max_length} or less that passes the filters")
    for number, path in enumerate(found.paths, start=1):
        links = "1 link" if path.length == 1 else f"{path.length} links"
        typer.echo(f"\n{number}. {links}, cost {path.cost:.1f}")
        print_grid(("from", "link", "to", "when", "USD", "score", ""), _rows(path))
    if found.is_cut:
        typer.echo(CUT)


def _rows(path: EntityPath) -> list[list[str]]:
    """A line for each step: the best link, how many run beside it, and where it is weakest."""
    names = {entity.entity_id: entity.name for entity in path.entities}
    rows = []
    for (best, *others), entity in zip(path.steps, path.entities, strict=False):
        arrow = "->" if best.from_id == entity.entity_id else "<-"
        kind = best.link_type.replace("_", " ")
        target = best.to_id if arrow == "->" else best.from_id
        notes = [f"and {len(others)} more"] if others else []
        notes += ["weakest"] if best == path.weakest else []
        words = [entity.name, f"{arrow} {kind}", names[target], period(best), amount(best)]
        rows.append([*words, f"{best.certainty:.2f}", ", ".join(notes)])
    return rows
