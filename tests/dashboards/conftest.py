"""A copy of the bundled case for the pages to read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.dashboards.front.naming import named as named


@pytest.fixture
def served(case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the case that a test may change."""
    path = tmp_path / "throughline.duckdb"
    shutil.copy(case_data / "throughline.duckdb", path)
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    return path
