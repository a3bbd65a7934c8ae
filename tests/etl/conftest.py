"""What tests share: retries that nobody waits for, and a copy of the built case."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from etl.common.settings import Settings


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """The seconds that retries would have waited; nobody waits."""
    waits: list[float] = []
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=waits.append))
    monkeypatch.setattr(
        "etl.fetch.http.Client._sleep", lambda client, seconds: waits.append(seconds)
    )
    yield waits


@pytest.fixture
def case(case_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A data folder of its own with the bundled case as it was built."""
    monkeypatch.setenv("THROUGHLINE_AS_OF", "2026-06-30")
    shutil.copytree(case_settings.data, tmp_path / "data")
    return Settings(data=tmp_path / "data")
