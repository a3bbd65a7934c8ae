"""Every named query has given → expect cases: rows given, parameters, rows expected."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from etl.build.models import LAYERS, find_tables
from etl.common.database import run_query
from etl.common.queries import ordered, query_names, read_query
from tests.fixtures.building import fill, is_seed, sow
from tests.sql.comparing import CASES, as_text, empty_database, read_cases

NAMES = query_names()


def _cases() -> list[Any]:
    found = []
    for name in NAMES:
        path = CASES / "queries" / f"{name}.yml"
        for case in read_cases(path):
            found.append(pytest.param(name, case, id=f"{name}: {case['case']}"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_query_has_a_case(name: str) -> None:
    assert (CASES / "queries" / f"{name}.yml").exists(), f"write tests/sql/queries/{name}.yml"


@pytest.mark.parametrize("name", NAMES)
def test_a_query_reads_tables_with_their_schema_and_its_pieces(name: str) -> None:
    query = read_query(name)
    named, bare = find_tables(query.sql)
    assert {table.split(".")[0] for table in named} <= set(LAYERS)
    assert set(bare) == set(query.given)


@pytest.mark.parametrize(("name", "case"), _cases())
def test_case(name: str, case: dict[str, Any], empty: duckdb.DuckDBPyConnection) -> None:
    """`given` names tables by schema and pieces by their bare name with a list of typed rows."""
    query = read_query(name)
    given = case.get("given", {})
    named, bare = find_tables(query.sql)
    assert not set(given) - {*named, *bare}, "the query does not read what is given"
    with empty_database() as engine:
        # What reads the catalog reads the table that it is asked of.
        asked = str(case.get("params", {}).get("table"))
        for table in sorted({*named, asked} if is_seed(asked) else set(named)):
            if table.startswith("seeds.") and table not in given:
                sow(engine, table)
            else:
                fill(engine, empty, table, given.get(table, []))
        for piece in query.given:
            engine.execute(f"create table {piece} as {given[piece]}")
        cursor = run_query(engine, ordered(query), case.get("params"))
        names = [column[0] for column in cursor.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    columns = sorted({column for row in case["expect"] for column in row})
    assert set(columns) <= set(names)
    wanted = [tuple(as_text(row.get(column)) for column in columns) for row in case["expect"]]
    actual = [tuple(as_text(row[column]) for column in columns) for row in rows]
    if columns:
        assert sorted(actual) == sorted(wanted)
    else:
        assert len(rows) == len(wanted) == 0
