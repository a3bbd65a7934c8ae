"""Tests of what the database says of itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl.build.comments import HEADER, line_of, meanings
from etl.build.models import SQL, models
from etl.common.settings import Settings, ThroughlineError


def columns(settings: Settings) -> list[tuple[str, str, str, str | None]]:
    """Schema, table, column and comment of every column."""
    with duckdb.connect(str(settings.database), read_only=True) as engine:
        return engine.execute(
            "select schema_name, table_name, column_name, comment from duckdb_columns() "
            "where not internal"
        ).fetchall()


def test_every_table_and_column_says_what_it_holds(case_settings: Settings) -> None:
    with duckdb.connect(str(case_settings.database), read_only=True) as engine:
        silent = engine.execute(
            "select schema_name, table_name from duckdb_tables() where comment is null union all "
            "select schema_name, view_name from duckdb_views() "
            "where comment is null and not internal"
        ).fetchall()
    assert silent == []
    assert [row[:3] for row in columns(case_settings) if not row[3]] == []


def test_no_line_is_dead(case_settings: Settings) -> None:
    told = meanings()
    own = {(*model.table.split("."), column) for model in models() for column in model.columns}
    live = {
        line_of(told, schema, table, column)
        for schema, table, column, _ in columns(case_settings)
        if (schema, table, column) not in own
    }
    live |= {(f"{schema}.{table}", "") for schema, table, _, _ in columns(case_settings)}
    assert sorted(told.keys() - live) == []


def test_lines_stand_in_order() -> None:
    assert list(meanings()) == sorted(meanings())


def test_the_header_of_a_model_goes_before(case_settings: Settings) -> None:
    said = {row[:3]: row[3] for row in columns(case_settings)}
    for model in models():
        for column, meaning in model.columns.items():
            assert said[(model.layer, model.name, column)] == meaning


def test_the_narrowest_scope_tells() -> None:
    told = {("", "a"): "x", ("marts", "a"): "y", ("marts.t", "a"): "z"}
    assert line_of(told, "marts", "t", "a") == ("marts.t", "a")
    assert line_of(told, "marts", "other", "a") == ("marts", "a")
    assert line_of(told, "links", "t", "a") == ("", "a")
    assert line_of(told, "links", "t", "b") is None


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["scope,name,about"], "the columns are scope"),
        ([",".join(HEADER), ",a,x", ",a,y"], "line 3"),
        ([",".join(HEADER), ",a, "], "line 2"),
        ([",".join(HEADER), ",a"], "line 2"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, lines: list[str], said: str) -> None:
    path = tmp_path / "columns.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ThroughlineError, match=said):
        meanings(path)


def describe(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it."""
    command = [sys.executable, "-m", "etl", "describe", *words, "--data", str(settings.data)]
    return subprocess.run(command, capture_output=True, text=True, cwd=SQL.parent, check=False)


def test_the_command_tells_tables_and_columns(case_settings: Settings) -> None:
    listed = describe(case_settings).stdout.splitlines()
    assert all(line.startswith("marts.") for line in listed)
    told_of_links = [line for line in listed if line.startswith("marts.edge  ")]
    assert "Links with the names" in told_of_links[0]
    told = json.loads(describe(case_settings, "seeds.oversight", "--json").stdout)
    assert told["about"] == "Which committee of Congress oversees which agency"
    assert [column["name"] for column in told["columns"]][:2] == ["committee_code", "agency_prefix"]
    assert all(column["about"] for column in told["columns"])
    assert "evidence" in describe(case_settings, "links.link").stdout


def test_an_unknown_table_is_one_line(case_settings: Settings) -> None:
    found = describe(case_settings, "marts.egde")
    assert found.returncode == 2
    assert found.stderr.count("\n") == 1
    assert "did you mean marts.edge?" in found.stderr
