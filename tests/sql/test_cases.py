"""Every model has given → expect cases: rows given to the tables it reads, rows expected of it."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from etl.build.models import COLLECTIONS, Model, models
from etl.build.run import run_model
from tests.fixtures.building import fill, sow
from tests.sql.comparing import CASES, as_text, empty_database, read_cases

UNIONS = {f"{layer}.{name}" for layer, (name, _) in COLLECTIONS.items()}
MODELS = [m for m in models() if m.table not in UNIONS]


def _cases() -> list[Any]:
    found = []
    for model in MODELS:
        path = CASES / model.layer / model.room / f"{model.name}.yml"
        for case in read_cases(path):
            found.append(pytest.param(model, case, id=f"{model.table}: {case['case']}"))
    return found


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.table)
def test_model_has_a_case(model: Model) -> None:
    path = CASES / model.layer / model.room / f"{model.name}.yml"
    assert path.exists(), f"write {path.relative_to(CASES.parent.parent)}"


@pytest.mark.parametrize(("model", "case"), _cases())
def test_case(model: Model, case: dict[str, Any], empty: duckdb.DuckDBPyConnection) -> None:
    given = case.get("given", {})
    unread = set(given) - model.reads
    assert not unread, f"the model does not read {unread}"
    with empty_database() as engine:
        for table in sorted(model.reads):
            if table.startswith("seeds.") and table not in given:
                sow(engine, table)
            else:
                fill(engine, empty, table, given.get(table, []))
        run_model(engine, model)
        expected = case["expect"]
        columns = sorted({column for row in expected for column in row})
        actual = engine.execute(
            f"select {', '.join(columns) or 'count(*)'} from {model.table}"
        ).fetchall()
        if not columns:
            assert actual == [(0,)]
            return
    wanted = [tuple(as_text(row.get(column)) for column in columns) for row in expected]
    assert sorted(tuple(as_text(v) for v in row) for row in actual) == sorted(wanted)
