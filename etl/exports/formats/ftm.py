"""Entities and links as FollowTheMoney JSON, one entity a line, in the order of ids.

The model: https://followthemoney.tech/explorer/. A link becomes the schema that says what it says
where its two ends are known; what rests on names alone, or has no schema, becomes an UnknownLink,
and pairs of names that a person should judge become Similar.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from etl.common.about import read_day, read_notices
from etl.common.database import quoted, run_query
from etl.common.queries import read_query
from etl.exports.package import Held, WrittenColumn

TITLE = "Entities and links as FollowTheMoney JSON"
HOWTO = (
    "entities.ftm.json holds one FollowTheMoney entity a line: `ftm validate -i entities.ftm.json` "
    "gives it back unchanged; Aleph, OpenSanctions' tools and `ftm export-neo4j-bulk` read it. "
    "index.json names the data set. Contracts and their awards come from the award records; a "
    "link that sums the same awards is left out, and stands as UnknownLink only where it is "
    "somebody else's total. A tie that rests on names alone, equal or similar, is an "
    "UnknownLink with the status `unconfirmed`. Contributions are Payments between giver and "
    "committee: sums of records, the ids of the first ten of which stand in recordId."
)
FILE, INDEX = "entities.ftm.json", "index.json"
_KINDS = ("entity", "link", "contract", "award", "name", "similar")

_COLUMNS = (
    WrittenColumn("id", "varchar", "our id with what the model does not allow replaced"),
    WrittenColumn("schema", "varchar", "the FollowTheMoney schema"),
    WrittenColumn("properties", "object", "each property a list of texts, as the schema says"),
)


def write(engine: duckdb.DuckDBPyConnection, folder: Path) -> list[Held]:
    """Every entity, link, award and open pair, each id once, sorted by id."""
    # a table, because each kind of line names entities by these ids
    engine.execute(f"create temp table ftm_id as {read_query('exports/ftm/id').sql}")
    for kind in _KINDS:
        query = read_query(f"exports/ftm/{kind}")
        engine.execute(f"create temp view ftm_{kind} as {query.sql}")
    engine.execute(f"create temp table ftm_line as {read_query('exports/ftm/line').sql}")
    path = quoted(str(folder / FILE))
    engine.execute(
        f"copy (select line from ftm_line order by id) to {path} "
        # CSV without quotes and with a delimiter that no line holds writes the JSON as it is.
        "(format csv, header false, delimiter '\\x1F', quote '', escape '')"
    )
    counts = dict(run_query(engine, read_query("exports/ftm/count")).fetchall())
    _write_index(engine, folder / INDEX, counts)
    return [
        Held(FILE, sum(counts.values()), "FollowTheMoney entities, one JSON a line", _COLUMNS),
        Held(INDEX, 1, "name, notice, and how many entities of each schema"),
    ]


def _write_index(engine: duckdb.DuckDBPyConnection, path: Path, counts: dict[str, int]) -> None:
    """The data set's own description."""
    document = {
        "name": "throughline",
        "title": "Throughline: federal contracts and political contributions",
        "summary": " ".join(read_notices(engine)),
        "updated_at": f"{read_day(engine)}T00:00:00",
        "publisher": {"name": "Throughline", "official": False},
        "resources": [{"name": FILE, "mime_type": "application/json+ftm"}],
        "entity_count": sum(counts.values()),
        "schemata": counts,
    }
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
