"""Rows as texts, so that what YAML and what DuckDB holds compare."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

from etl.build.models import LAYERS

CASES = Path(__file__).parent


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a file; none where it is not there."""
    if not path.exists():
        return []
    # By libyaml, the same safe loader: thousands of cases are read by each process of the tests.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@contextmanager
def empty_database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with the schemas of all layers, in one engine for all cases."""
    with _engine().cursor() as engine:
        engine.execute("attach ':memory:' as one_case")
        engine.execute("use one_case")
        try:
            engine.execute(";".join(f"create schema {layer}" for layer in LAYERS))
            yield engine
        finally:
            engine.execute("use memory")
            engine.execute("detach one_case")


def as_text(value: Any) -> str:
    """A value as text, so that YAML's and DuckDB's numbers and dates compare.

    What a map holds keeps its order; a case need not name what is unknown in it.
    """
    if isinstance(value, dict):
        stated = (f"{name}: {as_text(one)}" for name, one in value.items() if one is not None)
        return "{" + ", ".join(stated) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_text(item) for item in value) + "]"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    return text[:-3] if text.endswith(".00") else text
