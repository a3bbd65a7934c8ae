"""The rows behind a dossier: of each table what the database holds of the subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from etl.common.database import query_rows, quoted
from etl.common.queries import Query, ordered, query_names, read_query, with_pieces
from etl.dossier.shipped.members import ROWS
from etl.dossier.shipped.tables import csv_parts
from etl.exports.package import Held, WrittenColumn

# Without a bound a dossier about a large committee would be the database.
MOST_LINKS, MOST_RECORDS, FIRST_RECORDS = 50_000, 300_000, 100
SUBSETS = "subset/"
# small enough to be held whole
WHOLE = (
    "marts.build", "marts.indicator", "marts.known_gap", "marts.link_type", "marts.notice",
    "marts.tie_strength", "seeds.amount_basis", "seeds.coverage_state",
    "seeds.question", "seeds.tie_role",
)  # fmt: skip
# what is looked up by what the other rows cite, in this order
CITED = {
    "marts.evidence": "dossier/cited_records",
    "marts.source_file": "dossier/cited_files",
}
OWN = {"is_evidence_whole": "whether evidence lists every record of the link"}


def subset_queries() -> dict[str, Query]:
    """The query of each table that is held in part; subset/marts/award is that of marts.award.

    A room between the layer and the table is for people only.
    """
    found = {}
    for name in query_names():
        if name.startswith(SUBSETS):
            layer, *_, table = name.removeprefix(SUBSETS).split("/")
            found[f"{layer}.{table}"] = read_query(name)
    return found


def gather_rows(source: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """A database in memory with a part of each table that a statement reads, under its own name.

    `source` is a connection on the research database, which may be read-only and locked.
    """
    # Beside the pages' own connection: a dossier must not take the machine from them.
    workshop = duckdb.connect(config={"memory_limit": "2GB", "threads": 2})
    subsets, values = subset_queries(), {"ids": list(ids), "most_links": MOST_LINKS}
    for schema in sorted({table.split(".")[0] for table in (*subsets, *WHOLE)}):
        workshop.execute(f"create schema {schema}")
    for table in WHOLE:
        # Every table has a total order: the same rows, the same bytes.
        _bring_rows(source, workshop, table, (Query(table, f"from {table} order by all"), {}))
    for table, query in subsets.items():
        # What the others cite is known only when they are all there.
        if table not in CITED:
            _bring_rows(source, workshop, table, (_complete(query), values))
    # Before the records are looked up: only what is still cited is brought.
    _cut_evidence(workshop)
    for table, cited in CITED.items():
        # The source may be read-only and locked: a registered frame is the way in that is left.
        source.register("wanted", workshop.sql(read_query(cited).sql).to_arrow_table())
        _bring_rows(source, workshop, table, (subsets[table], values))
        source.unregister("wanted")
    return workshop


def _complete(query: Query) -> Query:
    """A subset with the links that the dossier holds, where it reads them."""
    if "chosen" not in query.given:
        return query
    return with_pieces(query, chosen=read_query("dossier/chosen_links"))


def _bring_rows(
    source: duckdb.DuckDBPyConnection,
    workshop: duckdb.DuckDBPyConnection,
    table: str,
    asked: tuple[Query, Mapping[str, object]],
) -> None:
    """The rows that a query gives over one connection into a table of another, in order."""
    query, values = asked
    asks = ordered(query)
    params = {name: values[name] for name in asks.params}
    # By Arrow: a locked database can attach nothing.
    brought = source.sql(asks.sql, params=params).to_arrow_table()
    workshop.register("brought", brought)
    workshop.execute(f"create table {table} as from brought")
    workshop.unregister("brought")


def _cut_evidence(workshop: duckdb.DuckDBPyConnection) -> None:
    """Where a subject's links cite very many records, each link keeps the first ones.

    `record_count` stays that of the link, and `is_evidence_whole` says what was done.
    """
    counted = workshop.execute("select coalesce(sum(len(evidence)), 0) from marts.edge")
    (cited,) = counted.fetchall()[0]
    most = FIRST_RECORDS if cited > MOST_RECORDS else cited
    workshop.execute(
        f"create or replace table marts.edge as select * replace (evidence[:{most}] as evidence), "
        f"len(evidence) <= {most} as is_evidence_whole from marts.edge order by link_id"
    )


def write_rows(
    source: duckdb.DuckDBPyConnection, workshop: duckdb.DuckDBPyConnection, folder: Path
) -> list[Held]:
    """Each table as CSV and as Parquet in rows/, described by the database's own comments."""
    (folder / ROWS).mkdir()
    workshop.execute("set threads = 1")  # more lay out Parquet's row groups by chance
    subsets = subset_queries()
    held: list[Held] = []
    for table in sorted([*subsets, *WHOLE]):
        columns = _describe(source, workshop, table)
        about = subsets[table].title if table in subsets else _say_table(source, table)
        held += _write_table(workshop, folder, table, (about, columns))
    return held


def _say_table(source: duckdb.DuckDBPyConnection, table: str) -> str:
    """What the database says that a table holds."""
    found = query_rows(source, read_query("about/table"), {"table": table})
    return found[0]["about"] or table if found else table


def _describe(
    source: duckdb.DuckDBPyConnection, workshop: duckdb.DuckDBPyConnection, table: str
) -> list[WrittenColumn]:
    """The columns of a table with the comments that the database has on them."""
    found = query_rows(source, read_query("about/column"), {"table": table})
    comments = {row["column_name"]: row["about"] for row in found} | OWN
    return [
        WrittenColumn(column, kind.lower(), comments.get(column, ""))
        for column, kind, *_ in workshop.execute(f"describe {table}").fetchall()
    ]


def _write_table(
    workshop: duckdb.DuckDBPyConnection,
    folder: Path,
    table: str,
    said: tuple[str, list[WrittenColumn]],
) -> list[Held]:
    """One table as two files."""
    about, columns = said
    text, parquet = f"{ROWS}/{table}.csv", f"{ROWS}/{table}.parquet"
    copied = f"copy {table} to {quoted(str(folder / parquet))} (format parquet, compression zstd)"
    (count,) = workshop.execute(copied).fetchone() or (0,)
    with (folder / text).open("wb") as written:
        # In the order in which the table was filled: one thread keeps it.
        written.writelines(csv_parts(workshop, table))
    return [Held(text, count, about, columns), Held(parquet, count, about, columns)]
