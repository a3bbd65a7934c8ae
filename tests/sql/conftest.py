"""What the cases of models and of queries share."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl.build.models import models
from etl.build.prepare import prepare
from etl.build.run import run_model
from etl.common.settings import Settings
from tests.fixtures.sharing import once


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A database with every table and no published rows: the schema that cases fill."""
    made = once(tmp_path_factory, "empty", _build_empty)
    return duckdb.connect(str(made / "empty.duckdb"), read_only=True)


def _build_empty(folder: Path) -> None:
    with duckdb.connect(str(folder / "empty.duckdb")) as engine:
        prepare(engine, Settings(data=folder))
        for model in models():
            run_model(engine, model)
        engine.execute(
            "create table marts.build as select '' as fingerprint, null::date as as_of_date, "
            "'' as duckdb_version, '' as python_version"
        )
