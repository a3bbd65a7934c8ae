"""Names put into a database, and the search's own tables made of them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.common.settings import SQL


def give_names(path: Path, names: dict[str, tuple[str, int]]) -> None:
    with duckdb.connect(str(path)) as engine:
        engine.execute("delete from marts.entity; delete from entities.organization_name")
        engine.execute("delete from entities.contributor; delete from staging.case_person_name")
        for entity_id, (name, links) in names.items():
            engine.execute(
                "insert into marts.entity (entity_id, entity_kind, name, link_count) "
                "values (?, 'organization', ?, ?)",
                [entity_id, name, links],
            )
        model_search(engine)


def model_search(engine: duckdb.DuckDBPyConnection) -> None:
    """The search's own tables made anew."""
    for model in ("search_name", "search_posting", "search_word", "search_identifier"):
        sql = (SQL / "marts" / "search" / f"{model}.sql").read_text(encoding="utf-8")
        engine.execute(f"create or replace table marts.{model} as {sql}")


def add_person(engine: duckdb.DuckDBPyConnection, name: str, fact: str) -> None:
    key = f"person:{name}{fact}"
    engine.execute(
        "insert into marts.entity (entity_id, entity_kind, name, link_count) "
        "values (?, 'person', ?, 1)", [key, name],
    )  # fmt: skip
    engine.execute(
        "insert into marts.search_person (entity_number, entity_id, fact_text, gift_count) "
        "values (md5_number_lower(?), ?, ?, 1)", [key, key, f" {fact} "],
    )  # fmt: skip
