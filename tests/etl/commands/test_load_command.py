"""`python -m etl load` as a user types it: twice, again, and what was fetched again."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from etl.__main__ import app
from tests.fixtures import fec_line, write_zip
from tests.fixtures.fetching import lake_files


def said(data: Path, *words: str) -> str:
    done = CliRunner().invoke(app, ["load", *words, "--data", str(data)])
    assert done.exit_code == 0, done.output
    return done.output


def test_what_is_loaded_is_read_anew_only_when_it_is_said(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "cm24.zip"
    write_zip(file, {"cm.txt": fec_line("fec_cm")})
    assert "1 rows loaded" in said(data, str(file))
    before = lake_files(data)
    assert "1 rows already loaded" in said(data, str(file))
    assert "1 rows read again" in said(data, str(file), "--again")
    assert lake_files(data) == before
