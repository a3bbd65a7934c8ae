"""A story beside a dossier's report: listed, hashed, told apart from what is derived, and inert."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.common.settings import Settings
from etl.dossier.shipped.reader import running_parts
from tests.dashboards.opening import SPACEX

run = CliRunner().invoke


def test_a_story_stands_in_a_dossier_and_verifies(
    case_settings: Settings, case_data: Path, tmp_path: Path
) -> None:
    path = tmp_path / "d.zip"
    words = ["dossier", SPACEX, "--story", "golden_dome", "--no-pdf", "--out", str(path)]
    assert run(app, words).exit_code == 0
    with zipfile.ZipFile(path) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    assert b"notebook.html" in members["manifest.csv"]
    assert running_parts(members["notebook.html"].decode()) == []
    told = run(app, ["dossier", "--verify", str(path)])
    assert told.exit_code == 0 and "notebook.html is as it was written: its author's own" in (
        told.stdout
    )
    members["notebook.html"] += b"<script>alert(1)</script>"
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as whole:
        for name, content in members.items():
            whole.writestr(name, content)
    path.write_bytes(changed.getvalue())
    told = run(app, ["dossier", "--verify", str(path)])
    assert told.exit_code == 1 and "notebook.html holds the element <script>" in told.stdout


@pytest.mark.parametrize("name", ["nobody", "../golden_dome"])
def test_a_story_that_is_not_there_is_said(case_settings: Settings, name: str) -> None:
    words = ["dossier", SPACEX, "--story", name, "--data", str(case_settings.data)]
    assert run(app, words).exit_code != 0
