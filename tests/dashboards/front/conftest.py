"""A database of given names for the tests of search."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

import pytest

from tests.dashboards.front.naming import give_names


@pytest.fixture
def named(case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A database of given names, built by the search's own models."""
    path = tmp_path / "throughline.duckdb"
    shutil.copy(case_data / "throughline.duckdb", path)
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    return functools.partial(give_names, path)
