"""The command `describe`: what a table of the database holds, column by column."""

from __future__ import annotations

import difflib
import json
from typing import Annotated

import duckdb
import typer

from etl.commands.options import DataOption
from etl.common.database import open_database
from etl.common.settings import Settings, ThroughlineError, data_path

_TABLES = """
    select schema_name || '.' || table_name, coalesce(comment, ''), estimated_size
    from duckdb_tables() where not internal and database_name = current_database()
    union all
    select schema_name || '.' || view_name, coalesce(comment, ''), null
    from duckdb_views() where not internal and database_name = current_database()
    order by 1
"""
_COLUMNS = """
    select column_name, lower(data_type), coalesce(comment, '') from duckdb_columns()
    where not internal and database_name = current_database()
    and schema_name || '.' || table_name = ? order by column_index
"""


def describe_command(
    table: Annotated[
        str | None, typer.Argument(help="A table, e.g. marts.edge, or a schema. None: marts.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
    data: DataOption = None,
) -> None:
    """Say what the tables of the database hold, or what the columns of one say.

    The same stands in the file itself: `select * from duckdb_columns()` in any DuckDB.
    """
    settings, wanted = Settings(data=(data or data_path()).resolve()), table or "marts"
    with open_database(settings.database) as engine:
        found = engine.execute(_TABLES).fetchall()
        if wanted in [name for name, _, _ in found]:
            _tell_table(engine, wanted, {row[0]: row[1] for row in found}[wanted], as_json)
            return
    held = [row for row in found if row[0].split(".")[0] == wanted]
    if not held:
        raise ThroughlineError(_unknown(wanted, [row[0] for row in found]))
    if as_json:
        keys = ("table", "about", "rows")
        typer.echo(json.dumps([dict(zip(keys, row, strict=True)) for row in held], indent=1))
        return
    for name, about, rows in held:
        typer.echo(f"{name}  {'view' if rows is None else f'{rows:,} rows'}  {about}")


def _tell_table(engine: duckdb.DuckDBPyConnection, table: str, about: str, as_json: bool) -> None:
    """The columns of one table."""
    columns = engine.execute(_COLUMNS, [table]).fetchall()
    if as_json:
        listed = [dict(zip(("name", "kind", "about"), row, strict=True)) for row in columns]
        document = {"table": table, "about": about, "columns": listed}
        typer.echo(json.dumps(document, indent=1))
        return
    typer.echo(f"{table}: {about}")
    width = max(len(name) for name, _, _ in columns)
    for name, kind, meaning in columns:
        typer.echo(f"  {name:<{width}}  {kind:<14}  {meaning}")


def _unknown(wanted: str, known: list[str]) -> str:
    """What to write instead."""
    near = difflib.get_close_matches(wanted, [*known, *(k.split(".")[1] for k in known)], 1)
    hint = f"did you mean {near[0]}? " if near else ""
    schemas = ", ".join(sorted({name.split(".")[0] for name in known}))
    return f"no table {wanted!r}: {hint}write schema.table, or one of {schemas}"
