"""`status` says what is loaded, how often each indicator is flagged, and which tells little."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.commands.status import firing_rates
from etl.common.settings import Settings


def database(data: Path, share: float, is_too_common: bool) -> Settings:
    """A database that has one indicator with this rate."""
    settings = Settings(data=data)
    settings.database.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(settings.database)) as engine:
        engine.execute("create schema marts")
        engine.execute(
            "create table marts.indicator as select 'TL-X' as code, 'Invented rule' as title, "
            "'x' as raised_when, 'x' as why, 'x' as innocent, 'x' as excludes, 'x' as source, "
            "1 as flagged_count, 3 as not_flagged_count, 7 as not_computable_count, "
            f"{share}::double as flagged_share, 'x' as rate_words, {is_too_common} as is_too_common"
        )
    return settings


@pytest.mark.parametrize(("is_too_common", "warnings"), [(True, 1), (False, 0)])
def test_a_rule_that_is_flagged_too_often_warns(
    tmp_path: Path, is_too_common: bool, warnings: int
) -> None:
    database(tmp_path, 0.26, is_too_common)
    answer = CliRunner().invoke(app, ["status", "--data", str(tmp_path)])
    assert answer.exit_code == 0
    assert "Invented rule" in answer.stdout
    assert "26.0%" in answer.stdout
    assert answer.output.count("warning: TL-X (Invented rule) is flagged for 26%") == warnings


def test_json_holds_the_rates(tmp_path: Path) -> None:
    settings = database(tmp_path, 0.25, False)
    assert firing_rates(settings)[0][0]["not_computable_count"] == 7
    answer = CliRunner().invoke(app, ["status", "--json", "--data", str(tmp_path)])
    assert '"flagged_share": 0.25' in answer.stdout


def test_without_a_database_there_are_no_rates(tmp_path: Path) -> None:
    assert firing_rates(Settings(data=tmp_path)) == ([], None)
    answer = CliRunner().invoke(app, ["status", "--data", str(tmp_path)])
    assert answer.exit_code == 0 and "not built yet: run `make build`" in answer.stdout


@pytest.mark.parametrize("content", [b"", b"not a database"])
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_database_that_cannot_be_read_is_told_behind_the_files(
    tmp_path: Path, content: bytes, form: list[str]
) -> None:
    settings = Settings(data=tmp_path)
    settings.database.write_bytes(content)
    rates, problem = firing_rates(settings)
    assert rates == [] and problem and ": run `python -m etl build`, or name" in problem
    answer = CliRunner().invoke(app, ["status", *form, "--data", str(tmp_path)])
    assert "rejected" in answer.stdout or '"files": []' in answer.stdout
    assert str(answer.exception) == problem


def test_a_database_of_an_older_version_is_told(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    with duckdb.connect(str(settings.database)) as engine:
        engine.execute("create schema marts")
    assert "built by another version of the program, or is none of it: run" in str(
        firing_rates(settings)[1]
    )


def test_codes_of_no_vocabulary_and_gaps_between_files_are_counted(tmp_path: Path) -> None:
    settings = database(tmp_path, 0.1, False)
    with duckdb.connect(str(settings.database)) as engine:
        engine.execute(
            "create table marts.unknown_code as select 'usaspending_prime_transaction' as "
            "table_name, 'set_aside_code' as column_name, 'HS9' as code, 1200 as row_count, "
            "'usaspending:t1' as record_id"
        )
        engine.execute(
            "create table marts.file_gap as select 'file:1' as gap_id, 'missing_delta' as "
            "gap_type, '097' as agency_code, 'october' as file_name, date '2026-08-06' as "
            "from_date, date '2026-10-06' as to_date, 'Changes are missing: 2026-09' as title, "
            "'No delta is loaded.' as description"
        )
    answer = CliRunner().invoke(app, ["status", "--data", str(tmp_path)])
    assert "warning: 1,200 values of 1 codes are in no vocabulary:" in answer.output
    assert "set_aside_code 'HS9' in 1,200 rows" in answer.output
    assert "one is usaspending:t1" in answer.output
    assert "warning: Changes are missing: 2026-09: No delta is loaded." in answer.output
    said = CliRunner().invoke(app, ["status", "--json", "--data", str(tmp_path)])
    assert '"contract_problems": [' in said.stdout and "HS9" in said.stdout
