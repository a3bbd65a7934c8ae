"""Lines that could not become rows: kept, counted, and written beside the rows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.common.database import quoted
from etl.common.published import PublishedTable


@dataclass(frozen=True)
class Reject:
    """A line that could not become a row."""

    member: str
    line_number: int
    reason: str
    text: str


def parser_rejects(engine: duckdb.DuckDBPyConnection, names: dict[str, str]) -> list[Reject]:
    """The lines that DuckDB could not split, once each; `names` gives the member of each path."""
    found = engine.execute(
        # A line can have several errors; the number of rejects must be that of lines.
        "select s.file_path, e.line, any_value(e.error_message), any_value(e.csv_line) "
        "from reject_errors as e join reject_scans as s using (scan_id, file_id) "
        "group by all order by all"
    ).fetchall()
    return [
        Reject(names[path], line, message.split("\n")[0], text or "")
        for path, line, message, text in found
    ]


def keyless(
    engine: duckdb.DuckDBPyConnection, typed: str, has_key: str, key: list[str]
) -> list[Reject]:
    """Rows without the publisher's key: nothing could cite them."""
    found = engine.execute(
        f"select to_json(typed) from ({typed}) as typed where not ({has_key})"
    ).fetchall()
    # As JSON: after typing nobody knows the line any more.
    return [Reject("", 0, f"no {' or '.join(key)}", text) for (text,) in found]


def write_rejects(
    rejects: list[Reject], table: PublishedTable, sha256: str, workspace: Path
) -> None:
    """Add the table's rejects to the file's rejects in the workspace."""
    folder = workspace / "rejects"
    folder.mkdir(exist_ok=True)
    listing = folder / f"{sha256}.json"
    # One file can hold several tables; their rejects make one Parquet file.
    known = json.loads(listing.read_text()) if listing.exists() else []
    known += [asdict(reject) | {"table_name": table.name} for reject in rejects]
    listing.write_text(json.dumps(known))


_REJECT_SCHEMA = pa.schema(
    [
        ("member", pa.string()),
        ("line_number", pa.int64()),
        ("reason", pa.string()),
        ("text", pa.string()),
        ("table_name", pa.string()),
        ("file_sha256", pa.string()),
    ]
)


def rejects_to_parquet(sha256: str, workspace: Path) -> None:
    """The collected rejects as Parquet, when there are any."""
    listing = workspace / "rejects" / f"{sha256}.json"
    rejects = json.loads(listing.read_text())
    if rejects:
        # The schema is stated: of nulls alone Arrow would make another type.
        rows = pa.Table.from_pylist(
            [reject | {"file_sha256": sha256} for reject in rejects], _REJECT_SCHEMA
        )
        with duckdb.connect() as engine:
            engine.register("reject_rows", rows)
            target = quoted(str(listing.with_suffix(".parquet")))
            engine.execute(
                "copy (select * from reject_rows order by table_name, member, line_number) "
                f"to {target} (format parquet, compression zstd)"
            )
