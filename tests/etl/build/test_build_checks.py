"""Checks find what is wrong with a table, and explain shows how a table comes about."""

from __future__ import annotations

import duckdb
import pytest

from etl.build.check import check_database
from etl.build.models import Model, models
from etl.build.run import explain
from etl.common.settings import Settings, ThroughlineError
from tests.etl.build.reading import rows


def test_checks_find_a_link_that_nobody_can_open(case: Settings) -> None:
    with duckdb.connect(str(case.database)) as engine:
        engine.execute("update links.founder_of set evidence = ['case:nowhere'], record_count = 1")
        found = [failure.subject for failure in check_database(engine, models())]
    assert "every piece of evidence opens" in found


def test_checks_find_a_repeated_key_and_a_range() -> None:
    with duckdb.connect() as engine:
        engine.execute("create schema marts; create table marts.x as select 1 as id from range(3)")
        header = {"title": "t", "grain": "g", "key": "id", "rows": "5.."}
        found = check_database(engine, [Model("marts", "x", "select 1", header)])
    assert [failure.message for failure in found] == [
        "1 values of id stand more than once",
        "3 rows, expected 5..",
    ]


def test_checks_find_keys_of_several_columns_that_repeat_or_lack_a_part() -> None:
    with duckdb.connect() as engine:
        engine.execute("create schema marts")
        engine.execute(
            "create table marts.x as select * from (values (1, 'a'), (1, 'b'), (2, 'a'), (2, 'a'), "
            "(3, null), (3, null)) as pairs (id, part)"
        )
        header = {"title": "t", "grain": "g", "key": "id, part"}
        found = check_database(engine, [Model("marts", "x", "select 1", header)])
        engine.execute("delete from marts.x where id > 1")
        assert check_database(engine, [Model("marts", "x", "select 1", header)]) == []
    assert [failure.message for failure in found] == [
        "2 rows without id, part",
        "2 values of id, part stand more than once",
    ]


def test_explain_shows_order_sql_and_rows(case: Settings) -> None:
    shown = explain(case, "links.contributed_to")
    assert shown["row_count"] == 20
    assert "entities.contribution" in shown["reads"]
    with pytest.raises(ThroughlineError, match="choose one of"):
        explain(case, "links.nothing")


def test_the_union_of_all_links_is_explained_and_its_rows_are_not_kept_twice(
    case: Settings,
) -> None:
    edges = rows(case, "select count(*) from marts.edge")[0][0]
    assert explain(case, "links.link")["row_count"] == edges > 0
    kinds = rows(
        case,
        "select table_type from information_schema.tables "
        "where table_schema = 'links' and table_name = 'link'",
    )
    assert kinds == [("VIEW",)]
