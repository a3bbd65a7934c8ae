"""A database of given names, built by the search's own models."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.common.settings import SQL


@pytest.fixture
def named(
    case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[dict[str, tuple[str, int]]], None]:
    """A database of given names, built by the search's own models."""
    path = tmp_path / "throughline.duckdb"
    shutil.copy(case_data / "throughline.duckdb", path)
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    return functools.partial(_named, path)


def _named(path: Path, names: dict[str, tuple[str, int]]) -> None:
    with duckdb.connect(str(path)) as engine:
        engine.execute("delete from marts.entity; delete from entities.organization_name")
        engine.execute("delete from entities.contributor; delete from staging.case_person_name")
        for entity_id, (name, links) in names.items():
            engine.execute(
                "insert into marts.entity (entity_id, entity_kind, name, link_count) "
                "values (?, 'organization', ?, ?)",
                [entity_id, name, links],
            )
        build_search(engine)


def build_search(engine: duckdb.DuckDBPyConnection) -> None:
    """The search's own tables made anew."""
    for model in ("search_name", "search_posting", "search_word", "search_identifier"):
        sql = (SQL / "marts" / "search" / f"{model}.sql").read_text(encoding="utf-8")
        engine.execute(f"create or replace table marts.{model} as {sql}")
