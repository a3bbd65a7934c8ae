"""Two databases table by table: rows, and a hash of what they say.

`python -m tests.bench.compare OLD NEW`.
The hash is over the columns that both have, whatever the order of rows; what came, went or differs
is listed, and what is equal is counted. Exit 1 where something differs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from etl.common.database import quoted

COLUMNS = """
select schema_name || '.' || table_name as table_name, list(column_name order by column_name)
from duckdb_columns() where database_name = ? and not internal group by all
"""


def described(engine: duckdb.DuckDBPyConnection, name: str) -> dict[str, list[str]]:
    """The tables of an attached database with their columns."""
    return dict(engine.execute(COLUMNS, [name]).fetchall())


def content(engine: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> tuple[int, str]:
    """Rows, and a hash that does not depend on their order."""
    listed = ", ".join(f'"{column}"' for column in columns)
    found = engine.execute(
        f"select count(*), coalesce(sum(hash({listed})::hugeint), 0)::varchar from {table}"
    ).fetchone()
    assert found is not None
    return found


def main(old: Path, new: Path) -> int:
    """Print each table that differs; gives the exit code."""
    engine = duckdb.connect()
    for name, path in (("old", old), ("new", new)):
        engine.execute(f"attach {quoted(str(path))} as {name} (read_only)")
    tables = {name: described(engine, name) for name in ("old", "new")}
    equal = differing = 0
    for table in sorted(tables["old"] | tables["new"]):
        ours, theirs = (tables[name].get(table) for name in ("old", "new"))
        if ours is None or theirs is None or table == "marts.build":
            print(f"{table}: {'only new' if ours is None else 'only old'}" * (ours != theirs))
            continue
        both = sorted(set(ours) & set(theirs))
        found = [content(engine, f"{name}.{table}", both) for name in ("old", "new")]
        added = ", ".join(sorted(set(theirs) - set(ours)))
        gone = ", ".join(sorted(set(ours) - set(theirs)))
        notes = [f"added: {added}"] * bool(added) + [f"gone: {gone}"] * bool(gone)
        if found[0] == found[1]:
            equal += 1
        else:
            differing += 1
            notes.insert(0, f"{found[0][0]:,} rows before, {found[1][0]:,} now, content differs")
        if notes:
            print(f"{table}: {'; '.join(notes)}")
    print(f"{equal} tables with equal rows and content, {differing} that differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
