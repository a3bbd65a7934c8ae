"""The rows of a dossier: a Parquet file each, and beside it a CSV that follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from etl.common.csvtext import csv_text
from etl.common.formulas import quoted_cell
from etl.dossier.shipped.members import ROWS, TABLE, Copy

AT_ONCE = 20_000  # lines that are brought from DuckDB in one step
# no such value holds a comma, a quote or a line end
_BARE = (
    "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT",
    "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE", "DATE", "TIME", "TIMESTAMP",
)  # fmt: skip

_CELL = (
    "coalesce(case when regexp_matches({c}, '[\",\\r\\n]|^$') "
    "then '\"' || replace({c}, '\"', '\"\"') || '\"' else {c} end, '')"
)


def identifier(name: str) -> str:
    """A name as SQL, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def open_engine(readable: Sequence[Path], work: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory that can open the named files and no other, and write none.

    Nothing of the dossier can lift this again, be it a name, a row or a statement.
    """
    engine = duckdb.connect(
        config={
            # a table of no such name must not be a variable of this program
            "python_enable_replacements": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            # as much as the dossier was made with; a statement may ask for any amount
            "memory_limit": "2GB",
            "max_temp_directory_size": "16GB",
            "temp_directory": str(work / "spilled"),
        }
    )
    engine.execute("set allowed_paths = $paths", {"paths": [str(path) for path in readable]})
    engine.execute("set enable_external_access = false")
    engine.execute("set lock_configuration = true")
    return engine


def load_table(engine: duckdb.DuckDBPyConnection, name: str, parquet: Path) -> str:
    """rows/marts.award.parquet as the table marts.award, so that statements run as they stand.

    Gives the table as SQL; raises duckdb.Error for a file that is damaged.
    """
    found = TABLE.fullmatch(name)
    if found is None:
        raise ValueError(f"{name} is no name of a table")
    schema, table = identifier(found[1]), f"{identifier(found[1])}.{identifier(found[2])}"
    engine.execute(f"create schema if not exists {schema}")
    engine.execute(
        f"create table {table} as from read_parquet($path, hive_partitioning = false)",
        {"path": str(parquet)},
    )
    return table


def csv_parts(engine: duckdb.DuckDBPyConnection, table: str) -> Iterator[bytes]:
    """A table's CSV, some thousand lines at a time; `table` is SQL."""
    columns = engine.execute(f"describe {table}").fetchall()
    yield csv_text([column[0] for column in columns], []).encode("utf-8")
    lines = engine.execute(_lines_sql(columns, table))
    while some := lines.fetchmany(AT_ONCE):
        yield "".join(f"{line}\n" for (line,) in some).encode("utf-8")


def _lines_sql(columns: Sequence[Sequence[str]], table: str) -> str:
    """SQL of the lines: lists as words, a quote before what a spreadsheet would run, null nothing.

    Not by DuckDB's own writer: this text must be the same with any version of it.
    """
    texts = [f"{_text(name, kind)} as c{n}" for n, (name, kind, *_) in enumerate(columns)]
    held = [
        f"c{n}" if _is_bare(kind) else f"{quoted_cell(f'c{n}')} as c{n}"
        for n, (_, kind, *_) in enumerate(columns)
    ]
    cells = [
        f"coalesce(c{n}, '')" if _is_bare(kind) else _CELL.replace("{c}", f"c{n}")
        for n, (_, kind, *_) in enumerate(columns)
    ]
    joined = " || ',' || ".join(cells)
    return (
        f"select {joined} from (select {', '.join(held)} "
        f"from (select {', '.join(texts)} from {table}))"
    )


def _is_bare(kind: str) -> bool:
    return kind in _BARE or kind.startswith("DECIMAL(")


def _text(name: str, kind: str) -> str:
    """SQL of a value as text."""
    column = identifier(name)
    return f"array_to_string({column}, ' ')" if kind.endswith("[]") else f"{column}::varchar"


def first_difference(one: Iterator[bytes], other: Iterator[bytes]) -> int | None:
    """The number of the first line in which two texts differ, or None."""
    left, right, line = b"", b"", 1
    while True:
        left, right = left or next(one, b""), right or next(other, b"")
        if not left or not right:
            return None if left == right else line
        size = min(len(left), len(right))
        if left[:size] != right[:size]:
            same = next(n for n in range(size) if left[n] != right[n])
            return line + left[:same].count(b"\n")
        line += left[:size].count(b"\n")
        left, right = left[size:], right[size:]


def read_parts(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a megabyte at a time."""
    with path.open("rb") as content:
        while part := content.read(2**20):
            yield part


def beside(members: Mapping[str, Copy]) -> Iterator[tuple[str, str]]:
    """Each table's two names: rows/marts.award.csv and rows/marts.award.parquet."""
    for name in sorted(members):
        if name.startswith(f"{ROWS}/") and name.endswith(".parquet"):
            yield f"{name.removesuffix('.parquet')}.csv", name


def published_rows(engine: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """The published files that the rows name, in the columns and the order of the manifest."""
    return engine.execute(
        "select table_name, file_name, source_url, retrieved_at, published_date, sha256, "
        "rows_loaded from marts.source_file order by table_name, file_name, sha256"
    ).fetchall()


def uncited_files(engine: duckdb.DuckDBPyConnection) -> list[str]:
    """The SHA-256 of each file that a record cites and no line names, or the other way round."""
    rows = engine.execute(
        "with cited as (select distinct source_sha256 as sha256 from marts.evidence "
        "where source_sha256 is not null), named as (select distinct sha256 from "
        "marts.source_file) (from cited except from named) union (from named except from cited) "
        "order by 1"
    ).fetchall()
    return [str(sha256) for (sha256,) in rows]
