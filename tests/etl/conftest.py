"""What the tests of the network share: retries that nobody waits for."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """The seconds that retries would have waited; nobody waits."""
    waits: list[float] = []
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=waits.append))
    monkeypatch.setattr(
        "etl.fetch.http.Client._sleep", lambda client, seconds: waits.append(seconds)
    )
    yield waits
