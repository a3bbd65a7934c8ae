"""Every check has given → expect cases: one whose rows it finds, and one where it finds none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.build.check import Check, read_checks, run_check
from etl.build.models import find_tables
from etl.common.settings import ThroughlineError
from tests.fixtures.building import fill, sow
from tests.sql.comparing import CASES, as_text, empty_database, read_cases

CHECKS = {check.name: check for check in read_checks()}


def _cases_of(name: str) -> list[dict[str, Any]]:
    path = CASES / "checks" / f"{name}.yml"
    return read_cases(path)


def _cases() -> list[Any]:
    return [
        pytest.param(check, case, id=f"{name}: {case['case']}")
        for name, check in CHECKS.items()
        for case in _cases_of(name)
    ]


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_has_a_case_that_fails_it_and_one_that_does_not(name: str) -> None:
    assert {bool(case["expect"]) for case in _cases_of(name)} == {True, False}


def test_every_case_is_of_a_check() -> None:
    assert {path.stem for path in (CASES / "checks").glob("*.yml")} == CHECKS.keys()


@pytest.mark.parametrize(("check", "case"), _cases())
def test_case(check: Check, case: dict[str, Any], empty: duckdb.DuckDBPyConnection) -> None:
    named, bare = find_tables(check.sql)
    assert not bare, "a check writes its tables with their schema"
    assert not set(case["given"]) - set(named), "the check does not read what is given"
    with empty_database() as engine:
        for table in sorted(set(named)):
            if table.startswith("seeds.") and table not in case["given"]:
                sow(engine, table)
            else:
                fill(engine, empty, table, case["given"].get(table, []))
        columns = sorted({column for row in case["expect"] for column in row})
        rows = engine.execute(f"select {', '.join(columns) or '*'} from ({check.sql})").fetchall()
        failures = run_check(engine, check)
    wanted = [tuple(as_text(row.get(column)) for column in columns) for row in case["expect"]]
    assert sorted(tuple(as_text(value) for value in row) for row in rows) == sorted(wanted)
    assert [failure.subject for failure in failures] == [check.title] * bool(wanted)


def test_a_failure_tells_how_many_and_the_first_three() -> None:
    check = Check("odd", "no number is odd", "select range as number from range(1, 11, 2)")
    with duckdb.connect() as engine:
        (failure,) = run_check(engine, check)
    assert failure.message == "5 rows do not, first: (1), (3), (5)"


def test_a_check_without_a_title_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bare.sql").write_text("-- grain: one row\nselect 1\n")
    with pytest.raises(ThroughlineError, match="lacks title"):
        read_checks(tmp_path)
