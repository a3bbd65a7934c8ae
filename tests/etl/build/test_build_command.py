"""The command line from nothing to exports that are safe to open, and its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl.common.settings import ROOT, Settings
from etl.exports.export import export


def run(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    """The command line as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "etl", *words, "--data", str(data)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"THROUGHLINE_AS_OF": "2026-06-30"},
    )


def test_the_command_line_from_nothing_to_export(tmp_path: Path) -> None:
    done = run("run", "--case", "golden_dome", data=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "supported" in done.stdout
    assert run("check", data=tmp_path).stdout == "every check holds\n"
    state = json.loads(run("status", "--json", data=tmp_path).stdout)
    assert all(
        table["rows_read"] == table["rows_loaded"] + table["rows_rejected"]
        for file in state["files"]
        for table in file["tables"]
    )
    assert state["tables"]["case_award_action"]["rows_loaded"] == 28
    assert run("export", data=tmp_path).returncode == 0
    assert "30111(a)(4)" in (tmp_path / "exports" / "tables" / "README.txt").read_text()


@pytest.mark.parametrize(
    "words",
    [
        ("load", "missing.zip"),
        ("load", "."),
        ("build", "--explain", "nothing"),
        ("case", "nothing"),
        ("check",),
        ("export",),
        ("nothing",),
        ("load",),
    ],
)
def test_bad_use_is_one_line_and_exit_2(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(*words, data=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert done.stderr.startswith("error: ")


def test_a_failed_check_is_exit_1(case: Settings) -> None:
    with duckdb.connect(str(case.database)) as engine:
        engine.execute("update marts.source_file set rows_read = rows_read + 1")
    done = run("check", data=case.data)
    assert done.returncode == 1
    assert "rows read = rows loaded + rejected + left out" in done.stdout


def test_formulas_are_harmless_in_csv(case: Settings) -> None:
    hostile = '=HYPERLINK("http://x","y")'
    with duckdb.connect(str(case.database)) as engine:
        engine.execute("update marts.entity set name = ? where name = 'Elon Musk'", [hostile])
    folder = export(case)
    with duckdb.connect() as engine:
        cell = engine.execute(
            "select name from read_csv(?) where name like '%HYPERLINK%'",
            [str(folder / "entity.csv")],
        ).fetchone()
    assert cell == ("'" + hostile,)
