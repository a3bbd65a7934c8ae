"""What the cases of models and of queries share."""

from __future__ import annotations

import duckdb
import pytest

from etl.build.models import models
from etl.build.prepare import prepare
from etl.build.run import run_model
from etl.common.settings import Settings


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A database with every table and no published rows: the schema that cases fill."""
    engine = duckdb.connect()
    prepare(engine, Settings(data=tmp_path_factory.mktemp("empty")))
    for model in models():
        run_model(engine, model)
    engine.execute(
        "create table marts.build as select '' as fingerprint, null::date as as_of_date, "
        "'' as duckdb_version, '' as python_version"
    )
    return engine
