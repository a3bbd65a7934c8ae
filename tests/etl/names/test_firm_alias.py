"""The names by judgement that come with the program: each says what the check of it wants."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import duckdb
import pytest

from etl.build.check import read_checks, run_check
from etl.build.models import seed_paths
from etl.common.settings import SQL
from tests.fixtures.building import sow


@pytest.fixture
def keyed() -> Iterator[duckdb.DuckDBPyConnection]:
    """The seeds' names and their keys, as a build without records has them."""
    with duckdb.connect() as engine:
        engine.execute("create schema seeds; create schema entities")
        for seed in ("firm_alias", "non_employer"):
            sow(engine, f"seeds.{seed}")
        for table in ("organization_name", "mention"):
            engine.execute(f"create table entities.{table} (name varchar)")
        model = (SQL / "entities" / "names" / "name_key.sql").read_text()
        engine.execute(f"create table entities.name_key as {model}")
        yield engine


def test_every_name_by_judgement_means_one_firm_a_day(keyed: duckdb.DuckDBPyConnection) -> None:
    (check,) = [check for check in read_checks() if check.name == "firm_alias_is_clear"]
    assert run_check(keyed, check) == []


def test_a_line_stands_once_and_in_its_place() -> None:
    with seed_paths()["firm_alias"].open(newline="") as file:
        lines = list(csv.reader(file))[1:]
    order = [(alias, int(preference), day, firm) for alias, firm, _, preference, day, *_ in lines]
    assert order == sorted(set(order))
