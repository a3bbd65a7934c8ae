"""The command `case`: the claims of a case, held against the records again."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any

import typer

from etl.commands.shared.options import take_options
from etl.common.database import open_database, query_rows
from etl.common.queries import read_query
from etl.common.settings import Settings, ThroughlineError
from etl.common.words import printable
from etl.stories import cases
from etl.stories.claims import Claim, Part

MARKS = {True: "✓", False: "✗", None: "?"}


@take_options
def case_command(
    name: Annotated[str, typer.Argument(help="Name of the case, e.g. golden_dome.")],
    claim: Annotated[str | None, typer.Option(help="Only this claim, by its file's name.")] = None,
    records: Annotated[
        bool, typer.Option("--records", help="List the records behind each claim.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
    *,
    settings: Settings,
) -> None:
    """Hold a case's claims against the database again.

    Each claim is supported, partly, contradicted, or not in the records loaded; with its parts,
    what they were held against, coverage, and what is left out.
    """
    found = cases.claims(name, settings)
    known = [one.name for one in found]
    if claim is not None and claim not in known:
        raise ThroughlineError(f"no claim {claim!r} in {name}: choose one of {', '.join(known)}")
    chosen = [one for one in found if claim in (None, one.name)]
    if as_json:
        typer.echo(json.dumps([as_document(one) for one in chosen], indent=1))
        return
    for one in chosen:
        _print(one)
        if records:
            _print_records(one, settings)
    print_counts(chosen)


def as_document(claim: Claim) -> dict[str, Any]:
    """A claim as JSON can hold it; numbers are texts, exact."""
    # There and back, so that decimals become texts: a float would not be exact.
    document: dict[str, Any] = json.loads(json.dumps(asdict(claim), default=str))
    return {**document, "state": claim.state, "found": claim.found, "evidence": claim.evidence}


def print_counts(claims: list[Claim]) -> None:
    """How many claims stand how."""
    states: dict[str, int] = {}
    for claim in claims:
        states[claim.state] = states.get(claim.state, 0) + 1
    typer.echo("; ".join(f"{state}: {count}" for state, count in sorted(states.items())))


def _print(claim: Claim) -> None:
    """A claim in lines: state and sentence, who said it, its parts, what stands behind them."""
    url = "" if claim.source_url == "link wanted" else f", {claim.source_url}"
    typer.echo(f"{claim.state.upper()}  {printable(claim.sentence)}  [{claim.name}]")
    typer.echo(f"    said by {claim.speaker}, {claim.said_on}; source: {claim.source}{url}")
    for part in claim.parts:
        said = f"{printable(part.part)}: {printable(part.found)}{expectation(part)}"
        typer.echo(f"    {MARKS[part.holds]} {said}")
    typer.echo(f"    tolerance: {claim.tolerance}; {claim.coverage.sentence}")
    typer.echo(f"    left out: {claim.excludes}")


def expectation(part: Part) -> str:
    """What a part was held against, where a number says it."""
    # Yes is 1: the words of the part say it already.
    if part.expected is None or (part.expected == 1 and part.test in ("=", ">=")):
        return ""
    return f" (wanted: {part.test} {number(part.expected)})"


def number(value: Decimal) -> str:
    """A number with commas, without zeros behind the point."""
    return f"{value:,.2f}".removesuffix(".00")


def _print_records(claim: Claim, settings: Settings) -> None:
    """The records behind a claim, by date."""
    with open_database(settings.database) as engine:
        rows = query_rows(engine, read_query("stories/cited"), {"ids": claim.evidence})
    for row in rows:
        amount = "" if row["amount_usd"] is None else f"{row['amount_usd']:,} USD"
        facts = [str(row["record_date"] or "no day"), printable(row["title"]), amount]
        facts += [row["found_at"] or "", row["record_id"]]
        typer.echo("      - " + " · ".join(fact for fact in facts if fact))
