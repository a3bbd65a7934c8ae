"""What every test shares: no network but this machine, and a database of invented records."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from etl.build.run import build
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.stories.cases import load_case
from tests.fixtures.sharing import once

# no example has a deadline: the machine that runs the tests may be busy
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

_connect = socket.socket.connect


def _local_only(self: socket.socket, address: Any) -> None:
    """Refuse every connection that leaves this machine."""
    if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise RuntimeError(f"a test tried to reach {address}: tests run offline")
    _connect(self, address)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _local_only)


def _build_case(folder: Path) -> None:
    settings = Settings(data=folder)
    load_case("golden_dome", settings, Progress(False))
    build(settings, Progress(False))


@pytest.fixture(scope="session")
def case_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A data folder with the bundled case built."""
    patch = pytest.MonkeyPatch()
    patch.setenv("THROUGHLINE_AS_OF", "2026-06-30")
    made = once(tmp_path_factory, "case", _build_case)
    # A copy for each process: a test may serve it, and what is served writes beside it.
    settings = Settings(data=tmp_path_factory.mktemp("case"))
    shutil.copytree(made, settings.data, dirs_exist_ok=True)
    yield settings
    patch.undo()


@pytest.fixture
def case_data(case_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The dashboard's data folder set to the bundled case."""
    monkeypatch.setenv("THROUGHLINE_DATA", str(case_settings.data))
    return case_settings.data
