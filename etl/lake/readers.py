"""Which reader made a lake file: how bytes become rows, by number, and the table's layout.

A record of the lake names its reader as `csv 1 3f0c…`: the kind of layout, the version of the
program that reads it, and a hash of what the table's layout says. A file of another reader than the
present one is outdated: `load` reads it again, `status` and `build` name it.
"""

from __future__ import annotations

import hashlib

from etl.common.published import Layout, PublishedTable
from etl.sources import tables

# Raise the number of a kind when the rows or values that its files give have changed;
# tests/etl/lake/test_readers.py asks for it whenever the source of a reader changes.
READER_VERSION: dict[Layout, int] = {"pipe": 1, "csv": 1, "yaml": 2, "xml": 1, "json": 1}


def layout_hash(table: PublishedTable) -> str:
    """A hash of all that a layout says of its columns and key; same layout, same hash."""
    said = (
        table.layout,
        [(c.published, c.name, c.kind, c.is_optional) for c in table.columns],
        table.key,
        table.date_column,
        table.has_cycle,
        table.sql_types,
        table.rows_path,
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def reader_of(table: PublishedTable) -> str:
    """The present reader of a table."""
    return f"{table.layout} {READER_VERSION[table.layout]} {layout_hash(table)}"


def is_outdated(name: str, reader: str | None) -> bool:
    """Whether another reader than the present one wrote a lake file of that table.

    So did whoever named no reader, and a table that no source describes any more is outdated too.
    """
    table = tables().get(name)
    return table is None or reader != reader_of(table)
