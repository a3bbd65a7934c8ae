"""How the tests of a build read its database."""

from __future__ import annotations

import duckdb

from etl.common.settings import Settings


def rows(settings: Settings, sql: str) -> list[tuple]:
    """The rows of a query on the built database."""
    with duckdb.connect(str(settings.database), read_only=True) as engine:
        return engine.execute(sql).fetchall()
