"""The command `check`: known figures, what does not agree, and why dollars count."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.commands.check import idle_judgements
from etl.common.settings import Settings, ThroughlineError


@pytest.fixture
def data(case_settings: Settings, tmp_path: Path) -> Path:
    """A copy of the bundled case's database that a test may change."""
    shutil.copy(case_settings.database, tmp_path / "throughline.duckdb")
    return tmp_path


def changed(data: Path, sql: str) -> None:
    with duckdb.connect(str(data / "throughline.duckdb")) as engine:
        engine.execute(sql)


def run(data: Path, *words: str):
    return CliRunner().invoke(app, ["check", "--data", str(data), *words])


def test_a_sound_database_passes(data: Path) -> None:
    result = run(data)
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "every check holds")


def test_a_known_figure_that_drifts_fails(data: Path) -> None:
    changed(data, "update marts.golden set state = 'drifts' where golden_id = 'itcont_2020_net'")
    result = run(data)
    assert result.exit_code == 1
    assert "every known figure of a published file holds: 1 rows do not" in result.output


def test_one_dollar_counted_in_two_reports_fails(data: Path) -> None:
    changed(
        data,
        "insert into entities.counterpart (pair_kind, sent_record_id, received_record_id) "
        "select 'earmark', min(record_id), max(record_id) from entities.contribution "
        "where who_gave_usd is not null",
    )
    result = run(data)
    assert result.exit_code == 1
    assert "no two reports of one dollar both count: 1 rows do not" in result.output


def test_the_worst_twenty_are_listed_by_their_difference(data: Path) -> None:
    changed(
        data,
        "insert into marts.reconciliation (reconciliation_id, subject_kind, subject_name, line, "
        "our_value, published_value, difference, coverage_share, state, reason) "
        "select 'r' || i, 'committee', '[bold]PAC ' || i, 'line', 0, i, -i, 0.5, 'withheld', 'why' "
        "from range(1000, 1030) as r(i)",
    )
    worst = json.loads(run(data, "--json").output)["worst"]
    assert [row[1] for row in worst] == [f"[bold]PAC {i}" for i in range(1029, 1009, -1)]
    assert "[bold]PAC 1029" in run(data).output


def test_a_row_beyond_reason_is_named(data: Path) -> None:
    changed(
        data,
        "update entities.contribution set count_reason = 'implausible_amount', "
        "amount_usd = 9999999999999999.99, who_gave_usd = null, committee_received_usd = null "
        "where record_id = (select min(record_id) from entities.contribution)",
    )
    ((reason, *_, amount, rows),) = json.loads(run(data, "--json").output)["held_apart"]
    assert (reason, amount, rows) == ("implausible_amount", "9999999999999999.99", "1")


def test_money_is_explained_by_reason(data: Path) -> None:
    assert "A committee's contribution known only from the giver's report" in (
        run(data, "--explain", "money").output
    )
    reasons = json.loads(run(data, "--explain", "money", "--json").output)
    assert {row["count_reason"] for row in reasons} >= {"receipt", "conduit_only", "memo"}


def test_an_unknown_word_is_refused(data: Path) -> None:
    result = run(data, "--explain", "nothing")
    assert isinstance(result.exception, ThroughlineError)
    assert "--explain money" in str(result.exception)


def test_judgements_that_touch_nothing_are_named(data: Path) -> None:
    changed(
        data,
        "insert into marts.judgement (judgement_id, left_ref, right_ref, verdict, is_used) values "
        "('1', 'name:ACME', 'uei:A', 'same', true), ('2', 'name:GONE', 'uei:B', 'same', false)",
    )
    assert idle_judgements(Settings(data=data)) == [("name:GONE", "uei:B")]
