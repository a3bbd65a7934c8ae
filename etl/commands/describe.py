"""The command `describe`: what a table of the database holds, column by column."""

from __future__ import annotations

import difflib
import json
from typing import Annotated, Any

import typer

from etl.commands.shared.options import take_options
from etl.common.database import open_database, query_rows
from etl.common.queries import read_query
from etl.common.settings import Settings, ThroughlineError


@take_options
def describe_command(
    table: Annotated[
        str | None, typer.Argument(help="A table, e.g. marts.edge, or a schema. None: marts.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
    *,
    settings: Settings,
) -> None:
    """Say what the tables of the database hold, or what the columns of one say.

    The same stands in the file itself: `select * from duckdb_columns()` in any DuckDB.
    """
    wanted = table or "marts"
    with open_database(settings.database) as engine:
        found = query_rows(engine, read_query("about/table"), {"table": None})
        columns = query_rows(engine, read_query("about/column"), {"table": wanted})
    tables = {f"{row['schema_name']}.{row['table_name']}": row for row in found}
    if wanted in tables:
        _tell_table(wanted, tables[wanted]["about"], columns, as_json)
        return
    held = [
        {"table": name, "about": row["about"], "rows": row["row_count"]}
        for name, row in tables.items()
        if row["schema_name"] == wanted
    ]
    if not held:
        raise ThroughlineError(_unknown(wanted, list(tables)))
    if as_json:
        typer.echo(json.dumps(held, indent=1))
        return
    for row in held:
        count = "view" if row["rows"] is None else f"{row['rows']:,} rows"
        typer.echo(f"{row['table']}  {count}  {row['about']}")


def _tell_table(table: str, about: str, columns: list[dict[str, Any]], as_json: bool) -> None:
    """The columns of one table."""
    if as_json:
        listed = [
            {"name": row["column_name"], "kind": row["kind"], "about": row["about"]}
            for row in columns
        ]
        document = {"table": table, "about": about, "columns": listed}
        typer.echo(json.dumps(document, indent=1))
        return
    typer.echo(f"{table}: {about}")
    width = max(len(row["column_name"]) for row in columns)
    for row in columns:
        typer.echo(f"  {row['column_name']:<{width}}  {row['kind']:<14}  {row['about']}")


def _unknown(wanted: str, known: list[str]) -> str:
    """What to write instead."""
    near = difflib.get_close_matches(wanted, [*known, *(k.split(".")[1] for k in known)], 1)
    hint = f"did you mean {near[0]}? " if near else ""
    schemas = ", ".join(sorted({name.split(".")[0] for name in known}))
    return f"no table {wanted!r}: {hint}write schema.table, or one of {schemas}"
