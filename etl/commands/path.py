"""The command `path`: who stands between two entities, and which link is the weakest."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from etl.commands.shared.filters import FilterOptions
from etl.commands.shared.options import TablesJsonOption, take_options
from etl.commands.shared.printing import amount, period, print_grid, print_notices
from etl.common.about import read_notices
from etl.common.database import open_database
from etl.common.settings import Settings
from etl.graph.find import find_entity, former_name
from etl.graph.paths import Path as EntityPath
from etl.graph.paths import PathQuestion, RankedPaths, ranked_paths

CUT = "The search was cut short: paths that belong among these may have been left out."


@dataclass(frozen=True)
class PathOptions:
    """Between whom, and how many paths of which length."""

    left: Annotated[str, typer.Argument(help="An entity's id, or a name.")]
    right: Annotated[str, typer.Argument(help="Another one's.")]
    k: Annotated[int, typer.Option("--k", help="How many paths.")] = 10
    max_length: Annotated[int, typer.Option(help="Links of a path at most.")] = 6


@take_options
def path_command(
    asked: PathOptions,
    passing: FilterOptions,
    *,
    as_json: TablesJsonOption = False,
    settings: Settings,
) -> None:
    """Show the paths between two entities, the most telling first, and each one's weakest link.

    A path through few, well-established links and past small entities comes before one through
    a committee that everybody gives to. A link that states no date, amount or score passes. The
    links of a path need not have been at one time: see the dates.
    """
    with open_database(settings.database) as engine:
        filters = passing.filters(engine)
        ends = find_entity(engine, asked.left), find_entity(engine, asked.right)
        found = ranked_paths(engine, PathQuestion(*ends, asked.k, asked.max_length, filters))
        notices = read_notices(engine)
        texts = zip((asked.left, asked.right), ends, strict=True)
        notices += [told for told in (former_name(engine, *pair) for pair in texts) if told]
    if as_json:
        typer.echo(json.dumps(_as_data(found, notices), indent=1, default=str))
        return
    _print(found, asked.max_length)
    print_notices(notices)


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
