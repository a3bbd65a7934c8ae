"""The command `status`: what is loaded, and how often each indicator is flagged."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import duckdb
import typer

from etl.commands.shared.options import JsonOption, take_options
from etl.commands.shared.printing import print_grid
from etl.common.database import open_database, query_rows, unreadable
from etl.common.queries import read_query
from etl.common.settings import Settings, ThroughlineError
from etl.lake.damage import find_damage
from etl.lake.records import Load, find_outdated, loads

FILE_COLUMNS = (
    "file",
    "table",
    "cycle",
    "read",
    "loaded",
    "rejected",
    "left out",
    "first",
    "last",
)
RATE_COLUMNS = ("indicator", "title", "flagged", "not flagged", "not computable", "flagged share")


@take_options
def status_command(as_json: JsonOption = False, *, settings: Settings) -> None:
    """Show each loaded file with its rows and dates, and how often each indicator is flagged."""
    rates, problem = firing_rates(settings)
    found = [] if problem else contract_problems(settings)
    if as_json:
        said = status(settings, rates, problem) | {"contract_problems": found}
        typer.echo(json.dumps(said, indent=1, sort_keys=True))
    else:
        _print_files(settings, problem)
        for line in found:
            typer.echo(f"warning: {line}", err=True)
        _print_rates(rates)
    # Last, so that what the lake holds is told all the same.
    if problem:
        raise ThroughlineError(problem)


def _print_files(settings: Settings, problem: str | None) -> None:
    """What is loaded, and whether there is a database."""
    print_grid(FILE_COLUMNS, [row for load in loads(settings) for row in _file_rows(load)])
    for line in _lake_warnings(settings):
        # On the error stream, so that a script reads the table alone.
        typer.echo(f"warning: {line}", err=True)
    state = "present" if settings.database.exists() else "not built yet: run `make build`"
    typer.echo(f"database: {settings.database} ({'cannot be read' if problem else state})")


def _print_rates(rates: list[dict[str, Any]]) -> None:
    """How often each indicator is flagged, and which tells little."""
    if rates:
        print_grid(RATE_COLUMNS, [_rate_row(rate) for rate in rates])
    for rate in rates:
        if rate["is_too_common"]:
            typer.echo(
                f"warning: {rate['code']} ({rate['title']}) is flagged for "
                f"{rate['flagged_share']:.0%} of those that can be computed: it tells little here",
                err=True,
            )


def _lake_warnings(settings: Settings) -> list[str]:
    """What is to be loaded again: damaged, or read by an older reader."""
    return [damage.sentence for damage in find_damage(settings)] + find_outdated(settings)


def status(settings: Settings, rates: list[dict[str, Any]], problem: str | None) -> dict[str, Any]:
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
        for word in ("is_new", "is_again"):
            file.pop(word)
    return {
        "files": files,
        "tables": totals,
        "outdated": find_outdated(settings),
        "damaged": [damage.sentence for damage in find_damage(settings)],
        "database": settings.database.exists(),
        "problem": problem,
        "indicators": rates,
    }


def firing_rates(settings: Settings) -> tuple[list[dict[str, Any]], str | None]:
    """How often each indicator is flagged, by code, and why a database cannot say it.

    Nothing of both where none is built yet. `flagged_share` is of those that can be computed, null
    where too few can.
    """
    if not settings.database.exists():
        return [], None
    try:
        with open_database(settings.database) as engine:
            rates = query_rows(engine, read_query("checks/indicator_rate"))
    except ThroughlineError as error:
        return [], str(error)
    except duckdb.Error as error:
        return [], unreadable(settings.database, error)
    return rates, None


def contract_problems(settings: Settings) -> list[str]:
    """A line for each code that no vocabulary has, and for each gap between contract files."""
    if not settings.database.exists():
        return []
    try:
        with open_database(settings.database) as engine:
            codes = query_rows(engine, read_query("checks/unknown_code"))
            gaps = query_rows(engine, read_query("checks/file_gap"))
    # A database of an older version has no such tables.
    except duckdb.CatalogException:
        return []
    rows = sum(code["row_count"] for code in codes)
    total = [f"{rows:,} values of {len(codes)} codes are in no vocabulary:"] if codes else []
    return (
        total
        + [
            f"{code['column_name']} {code['code']!r} in {code['row_count']:,} rows of "
            f"{code['table_name']}, one is {code['record_id']}"
            for code in codes
        ]
        + [f"{gap['title']}: {gap['description']}" for gap in gaps]
    )


def _file_rows(load: Load) -> list[list[str]]:
    """A line for each table of a loaded file."""
    rows = []
    for t in load.tables:
        numbers = (t.rows_read, t.rows_loaded, t.rows_rejected, t.rows_left_out)
        counts = [f"{n:,}" for n in numbers]
        dates = [t.first_date or "", t.last_date or ""]
        rows.append([load.file, t.table, str(t.cycle or ""), *counts, *dates])
    return rows


def _rate_row(rate: dict[str, Any]) -> list[str]:
    """An indicator with its counts."""
    share = "-" if rate["flagged_share"] is None else f"{rate['flagged_share']:.1%}"
    counts = (rate[f"{state}_count"] for state in ("flagged", "not_flagged", "not_computable"))
    return [rate["code"], rate["title"], *(f"{count:,}" for count in counts), share]
