"""What a load says of itself: a line for each table of a file, and for what was left out."""

from __future__ import annotations

from textwrap import fill

from etl.lake.records import Load
from etl.sources import publishers


def known_layouts() -> list[str]:
    """The publishers' files that are known, in lines of a help text."""
    known = "; ".join(owner.layouts for owner in publishers().values() if owner.layouts)
    return fill(f"Known layouts: {known}. Loading a file twice changes nothing.", 88).splitlines()


def load_lines(load: Load) -> list[str]:
    """One line per table of a loaded file, and one per member that was left out."""
    lines = []
    for table in load.tables:
        state = "loaded" if load.is_new else "already loaded"
        state = "read again" if load.is_again else state
        line = f"{load.file}: {table.table}: {table.rows_loaded:,} rows {state}"
        if table.rows_rejected:
            line += f", {table.rows_rejected:,} set aside in rejects"
        if table.rows_left_out:
            line += f", {table.rows_left_out:,} left out (repeats, or not what was asked for)"
        if table.latin1_lines:
            line += f", {table.latin1_lines:,} lines read as Windows-1252"
        lines.append(line)
    left_out = "left out, not a layout that is loaded"
    return [*lines, *(f"{load.file}: {member}: {left_out}" for member in load.left_out)]
