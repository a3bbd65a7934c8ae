"""The command `run`: a case from its bundled records to its claims."""

from __future__ import annotations

from typing import Annotated

import typer

from etl.commands.build import build_database
from etl.commands.case import print_counts
from etl.commands.fetch import Pace, fetch_targets
from etl.commands.shared.options import take_options
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.fetch.manifest import only_one
from etl.fetch.searching import refuse_short
from etl.lake.intake import load_downloads
from etl.stories import cases
from etl.stories.wanted import case_targets


@take_options
def run_command(
    case: Annotated[str, typer.Option(help="The case whose bundled records are loaded.")],
    live: Annotated[
        bool, typer.Option("--live", help="Fetch the case's records from the publishers first.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="With --live: wait out the key's hourly limit.")
    ] = False,
    *,
    settings: Settings,
) -> None:
    """Load a case's bundled records, build, check, and state its claims."""
    if live:
        with only_one(settings):
            results = fetch_targets(settings, Pace(is_patient=wait), case_targets(case))
        load_downloads(settings, Progress())
        # After loading, so that what came is kept.
        refuse_short(results)
    loaded = cases.load_case(case, settings, Progress())
    rows = sum(table.rows_loaded for load in loaded for table in load.tables)
    typer.echo(f"{case}: {rows:,} bundled records in the lake")
    build_database(settings)
    found = cases.claims(case, settings)
    for claim in found:
        typer.echo(f"{claim.state}: {claim.sentence}")
    print_counts(found)
    typer.echo(f"every part and record: python -m etl case {case} --records")
