"""The example that most tests of the lake load, its members' names and its rows' keys."""

from __future__ import annotations

from pathlib import Path

from etl.sources import tables
from tests.fixtures import FEC_EXAMPLE, lake_rows

ACTION = "usaspending_prime_transaction"
FEC_MEMBER = {name: f"{name.removeprefix('fec_')}.txt" for name in FEC_EXAMPLE}


def key_rows(data: Path, table: str) -> list[str]:
    """The first key of every row of a lake table."""
    return [row[tables()[table].key[0]] for row in lake_rows(data, table)]
