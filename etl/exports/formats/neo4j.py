"""Entities and links as CSV for Neo4j's bulk import."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.common.about import read_day, read_notices
from etl.common.database import quoted
from etl.exports.formats.tables import cell
from etl.exports.package import Column, Held

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
FILES = {
    "entities.csv": (
        "select entity_id as \"entityId:ID\", {name} as \"name\", "
        "'Entity|' || case entity_kind when 'congress_committee' then 'CongressCommittee' else "
        "upper(left(entity_kind, 1)) || substr(entity_kind, 2) end as \":LABEL\", "
        "{place} as \"place\", {summary} as \"summary\", {record_url} as \"recordUrl\", "
        "is_case as \"isCase:boolean\" from chosen_entity order by entity_id",
        "entities as nodes",
    ),
    "links.csv": (
        "select from_id as \":START_ID\", to_id as \":END_ID\", upper(link_type) as \":TYPE\", "
        "link_id as \"linkId\", first_date as \"firstDate:date\", last_date as \"lastDate:date\", "
        "amount_usd as \"amountUsd:double\", amount_basis as \"amountBasis\", "
        "record_count as \"recordCount:long\", basis as \"basis\", score as \"score:double\", "
        "{label} as \"label\", array_to_string(evidence, '|') as \"evidence:string[]\" "
        "from chosen_edge order by link_id",
        "links as relationships",
    ),
}  # fmt: skip
TEXTS = ("name", "place", "summary", "record_url", "label")


def write(engine: duckdb.DuckDBPyConnection, folder: Path) -> list[Held]:
    """Nodes, relationships, the notice as a node of its own, and the import command."""
    cells = {name: cell(name, "varchar").removesuffix(f" as {name}") for name in TEXTS}
    held = []
    for name, (sql, about) in FILES.items():
        query = sql.format(**cells)
        path = quoted(str(folder / name))
        (rows,) = engine.execute(f"copy ({query}) to {path} (format csv, header)").fetchone() or (
            0,
        )
        described = engine.execute(f"describe {query}").fetchall()
        columns = [Column(row[0], row[1].lower(), _about(row[0])) for row in described]
        held.append(Held(name, rows, about, columns))
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
