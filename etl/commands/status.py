"""`python -m etl status`: what is loaded, and how often each indicator is flagged."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer
from rich.console import Console
from rich.table import Table as Grid

from etl.common.database import open_database, query_rows
from etl.common.queries import read_query
from etl.common.settings import Settings, ThroughlineError, data_path
from etl.lake.records import Load, loads

RATES = (
    "code", "title", "flagged_count", "not_flagged_count", "not_computable_count", "flagged_share",
    "is_too_common",
)  # fmt: skip


def status_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data", help="Folder that holds the lake and the database.", show_default="data"
        ),
    ] = None,
) -> None:
    """Show each loaded file with its rows and dates, and how often each indicator is flagged."""
    settings = Settings(data=(data or data_path()).resolve())
    if as_json:
        typer.echo(json.dumps(status(settings), indent=1, sort_keys=True))
        return
    console = Console()
    wide = Console(width=160) if not console.is_terminal else console
    wide.print(_files(loads(settings)))
    present = "present" if settings.database.exists() else "not built yet: run `make build`"
    typer.echo(f"database: {settings.database} ({present})")
    rates = firing_rates(settings)
    if rates:
        wide.print(_rates(rates))
    for rate in rates:
        if rate["is_too_common"]:
            typer.echo(
                f"warning: {rate['code']} ({rate['title']}) is flagged for "
                f"{rate['flagged_share']:.0%} of those that can be computed: it tells little here",
                err=True,
            )


def status(settings: Settings) -> dict[str, Any]:
    """The lake's files and tables with their counts, and the indicators' rates, as plain data."""
    files = [asdict(load) for load in loads(settings)]
    totals: dict[str, dict[str, int]] = {}
    for load in loads(settings):
        for table in load.tables:
            total = totals.setdefault(
                table.table, {"files": 0, "rows_read": 0, "rows_loaded": 0, "rows_rejected": 0}
            )
            total["files"] += 1
            total["rows_read"] += table.rows_read
            total["rows_loaded"] += table.rows_loaded
            total["rows_rejected"] += table.rows_rejected
    for file in files:
        file.pop("is_new")
    return {
        "files": files,
        "tables": totals,
        "database": settings.database.exists(),
        "indicators": firing_rates(settings),
    }


def firing_rates(settings: Settings) -> list[dict[str, Any]]:
    """How often each indicator is flagged, by code; empty without a database that has them.

    `flagged_share` is of those that can be computed, null where none can.
    """
    try:
        with open_database(settings.database) as engine:
            cards = query_rows(engine, read_query("about/indicator_card"))
    except (duckdb.CatalogException, ThroughlineError):
        # of an older version, or not a database: `check` and the pages say what to do
        return []
    return [{name: card[name] for name in RATES} for card in cards]


def _files(found: list[Load]) -> Grid:
    grid = Grid("file", "table", "cycle", "read", "loaded", "rejected", "left out", "first", "last")
    for column in grid.columns:
        column.overflow = "fold"
    for load in found:
        for t in load.tables:
            numbers = (t.rows_read, t.rows_loaded, t.rows_rejected, t.rows_left_out)
            counts = [f"{n:,}" for n in numbers]
            dates = [t.first_date or "", t.last_date or ""]
            grid.add_row(load.file, t.table, str(t.cycle or ""), *counts, *dates)
    return grid


def _rates(rates: list[dict[str, Any]]) -> Grid:
    grid = Grid("indicator", "title", "flagged", "not flagged", "not computable", "flagged share")
    for rate in rates:
        share = "-" if rate["flagged_share"] is None else f"{rate['flagged_share']:.1%}"
        counts = (rate[f"{state}_count"] for state in ("flagged", "not_flagged", "not_computable"))
        grid.add_row(rate["code"], rate["title"], *(f"{count:,}" for count in counts), share)
    return grid
