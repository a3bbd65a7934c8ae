"""Entities and links as CSV for Neo4j's bulk import."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.common.about import read_day, read_notices
from etl.common.database import quoted
from etl.common.queries import read_query
from etl.exports.formats.tables import cell
from etl.exports.package import Held, WrittenColumn

TITLE = "Entities and links for Neo4j"
COMMAND = (
    "neo4j-admin database import full --nodes=entities.csv --relationships=links.csv "
    "--array-delimiter='|' --multiline-fields=true throughline"
)
HOWTO = (
    f"With Neo4j 5 or newer, in this folder: `{COMMAND}`. import.sh holds the same command. The "
    "headers follow the manual of neo4j-admin import: ids are texts, the kind of an entity is its "
    "label, the type of a link that of the relationship. Texts that a spreadsheet would run have a "
    "quote before them here as in every CSV of this program."
)
# file → the query of its rows, and what they are
FILES = {
    "entities.csv": ("exports/neo4j_entity", "entities as nodes"),
    "links.csv": ("exports/neo4j_link", "links as relationships"),
}


def write(engine: duckdb.DuckDBPyConnection, folder: Path) -> list[Held]:
    """Nodes, relationships, the notice as a node of its own, and the import command."""
    held = []
    for name, (query, about) in FILES.items():
        rows = read_query(query).sql
        described = engine.execute(f"describe {rows}").fetchall()
        columns = [WrittenColumn(row[0], row[1].lower(), _about(row[0])) for row in described]
        cells = ", ".join(cell(part.name, part.kind) for part in columns)
        copied = f"copy (select {cells} from ({rows})) to {quoted(str(folder / name))}"
        (count,) = engine.execute(f"{copied} (format csv, header)").fetchone() or (0,)
        held.append(Held(name, count, about, columns))
    lines = [f"# {line}" for line in (*read_notices(engine), f"Built as of {read_day(engine)}.")]
    script = "\n".join(["#!/bin/sh", *lines, 'cd "$(dirname "$0")" || exit 1', COMMAND]) + "\n"
    (folder / "import.sh").write_text(script, encoding="utf-8")
    return [*held, Held("import.sh", 1, "the import command")]


def _about(header: str) -> str:
    """What a column of the import is, by the manual of neo4j-admin."""
    name, _, kind = header.partition(":")
    said = {"ID": "id", "LABEL": "labels", "START_ID": "where a link starts", "END_ID": "its end",
            "TYPE": "its type"}.get(kind)  # fmt: skip
    return said or f"property {name}" + (f" of type {kind}" if kind else " of type string")
