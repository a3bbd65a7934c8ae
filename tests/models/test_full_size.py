"""The generated database of the benches, as small as it can be made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from tests.bench.full.cast import Sizes
from tests.bench.full.size import main

SMALL = Sizes(contributions=2000, awards=200, contractors=50)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a lake and a database of invented rows."""
    data = tmp_path_factory.mktemp("full")
    main(data, SMALL)
    return data


@pytest.fixture
def engine(made: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The generated database."""
    with duckdb.connect(str(made / "throughline.duckdb"), read_only=True) as opened:
        yield opened


def test_a_generated_database_passes_every_check(made: Path) -> None:
    done = CliRunner().invoke(app, ["check", "--data", str(made)])
    assert (done.exit_code, done.stdout) == (0, "every check holds\n"), done.output


def test_it_has_as_many_rows_as_asked_for(engine: duckdb.DuckDBPyConnection) -> None:
    counts = "select (select count(*) from staging.fec_itcont), (select count(*) from marts.award)"
    assert engine.execute(counts).fetchone() == (SMALL.contributions, SMALL.awards)


def test_every_kind_of_page_has_something_to_show(engine: duckdb.DuckDBPyConnection) -> None:
    links = {row[0] for row in engine.execute("select link_type from links.link").fetchall()}
    assert links >= {
        "authorized_by",
        "connected_organization",
        "contributed_to",
        "officer_of",
        "oversees",
        "parent_of",
        "received_award",
        "reported_employer",
        "sits_on",
        "subcontracted_to",
    }
    tied = engine.execute("select distinct role_code from measures.tied_gift").fetchall()
    assert {("employee",), ("pac",)} <= set(tied)
