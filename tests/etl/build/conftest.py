"""The bundled case as it was built, in a data folder that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.common.settings import Settings


@pytest.fixture
def case(case_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A data folder of its own with the bundled case as it was built."""
    monkeypatch.setenv("THROUGHLINE_AS_OF", "2026-06-30")
    shutil.copytree(case_settings.data, tmp_path / "data")
    return Settings(data=tmp_path / "data")
