"""The command `loops`: from a contractor over gifts and members back to its agencies."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from etl.commands.shared.filters import FilterOptions
from etl.commands.shared.options import TablesJsonOption, take_options
from etl.commands.shared.printing import amount, period, print_grid, print_notices
from etl.common.about import read_notices
from etl.common.database import open_database
from etl.common.settings import Settings
from etl.common.words import printable
from etl.graph.find import find_entity
from etl.graph.loops import Loop, Loops, contractor_loops, given_sums, giver_words


@take_options
def loops_command(
    contractor: Annotated[str, typer.Option(help="A contractor's id or name.")],
    *,
    passing: FilterOptions,
    limit: Annotated[int, typer.Option(min=1, help="Loops printed at most.")] = 20,
    as_json: TablesJsonOption = False,
    settings: Settings,
) -> None:
    """Show where people of a contractor, or its PAC, gave to members who oversee its agencies.

    Only loops that time allows: the member sat on the committee on the day of a gift that was not
    given back, and on that day or later, in the same seat, an award ran. Gifts of one giver to one
    committee in one seat count from 200 USD, or --least-usd. Dates and amounts are held against the
    gifts, --type against the tie to the contractor. Such loops are common and say nothing by
    themselves.
    """
    with open_database(settings.database) as engine:
        filters = passing.filters(engine)
        entity_id = find_entity(engine, contractor, "received_award")
        found = contractor_loops(engine, entity_id, filters)
        notices = read_notices(engine)
    if as_json:
        typer.echo(json.dumps({**asdict(found), "notices": notices}, indent=1, default=str))
        return
    _print(found, limit)
    print_notices([found.seat_days, found.caution, *notices])


def _print(found: Loops, limit: int) -> None:
    """One table for each loop."""
    name = printable(found.contractor.name)
    typer.echo(f"{name}: {len(found.loops):,} loops that time allows, largest sum given first")
    for number, loop in enumerate(found.loops[:limit], start=1):
        typer.echo(f"\n{number}. {printable(_givers(loop))}")
        print_grid(("step", "who", "when", "USD", "score"), _rows(loop, name))
        kind, weakest = loop.weakest.link_type.replace("_", " "), loop.weakest.certainty
        typer.echo(f"weakest link: {kind} ({weakest:.2f})")
        if loop.undated_steps:
            typer.echo("not fully dated: " + ", ".join(loop.undated_steps))
    if len(found.loops) > limit:
        typer.echo(f"\n{len(found.loops) - limit:,} more: --limit {len(found.loops)}, or --json")


def _givers(loop: Loop) -> str:
    """Who gave, by role: counted, and named where a role or a PAC is public."""
    named = ", ".join(giver.name for giver in loop.named_givers[:5])
    more = len(loop.named_givers) - 5
    names = f" ({named}{f' and {more} more' if more > 0 else ''})" if named else ""
    people = "1 person" if loop.people_count == 1 else f"{loop.people_count:,} people"
    return f"{people}: " * bool(loop.people_count) + giver_words(loop.giver_counts) + names


def _rows(loop: Loop, contractor: str) -> list[list[str]]:
    """The gifts together, then each link from the committee round to the awards."""
    names = {e.entity_id: e.name for e in (loop.committee, loop.member, loop.body, loop.agency)}
    first, last = loop.first_gift_date or "…", loop.last_gift_date or "…"
    gifts = f"{first} to {last}"
    rows = [
        [f"gifts of {who}", f"to {loop.committee.name}", gifts, f"{sum_usd:,.2f}", ""]
        for who, sum_usd in given_sums(loop)
    ]
    order = ("authorized_by", "sits_on", "oversees", "received_award")
    for link in sorted(loop.links, key=lambda link: (order.index(link.link_type), link.link_id)):
        origin, target = (names.get(i, contractor) for i in (link.from_id, link.to_id))
        kind, who = link.link_type.replace("_", " "), f"{origin} -> {target}"
        rows.append([kind, who, period(link), amount(link), f"{link.certainty:.2f}"])
    return rows
