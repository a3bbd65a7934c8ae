"""YAML and XML documents → one lake file: every entry becomes a row or the load stops."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.common.database import quoted
from etl.common.published import PublishedTable
from etl.common.settings import ThroughlineError
from etl.lake.members import Member
from etl.lake.recognise import parse_document


def write_documents(
    engine: duckdb.DuckDBPyConnection,
    table: PublishedTable,
    members: list[Member],
    constants: dict[str, str],
    target: Path,
) -> int:
    """Write the rows of the members; gives how many. Raises ThroughlineError for another layout."""
    rows: list[dict[str, Any]] = []
    for member in members:
        try:
            document = parse_document(member, table.layout)
            rows += list(table.records(document) if table.records else [])
        except (KeyError, TypeError, AttributeError) as error:
            raise ThroughlineError(
                f"{member.name}: an entry of {table.name} lacks {error}: the layout has changed"
            ) from error
    names = [column.name for column in table.columns]
    typed = table.lake_columns()
    # Through Arrow: no value of a document ever becomes a part of SQL.
    empty = pa.table({name: pa.nulls(0) for name in names})
    engine.register("document", pa.Table.from_pylist(rows) if rows else empty)
    values = [f'"{name}"::{typed[name]} as "{name}"' for name in names]
    values += [f'{value} as "{name}"' for name, value in constants.items()]
    engine.execute(
        f"copy (select {', '.join(values)}, []::varchar[] as problems from document order by "
        f"{', '.join(table.key)}) to {quoted(str(target))} (format parquet, compression zstd)"
    )
    return len(rows)
