"""A copy of the bundled case for the pages to read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config

from tests.dashboards.front.naming import named as named

HERE = {"server.address": "127.0.0.1", "server.allowedHosts": ["localhost", "127.0.0.1", "::1"]}


@pytest.fixture
def served(case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the case that a test may change."""
    path = tmp_path / "throughline.duckdb"
    shutil.copy(case_data / "throughline.duckdb", path)
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    return path


@pytest.fixture
def own_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server of this machine alone, as the program ships it, that has asked nothing yet."""
    monkeypatch.delenv("THROUGHLINE_ALLOW_JOBS", raising=False)
    # A page that is run without a browser has an address of its own.
    monkeypatch.setattr(type(st.context), "ip_address", None)
    before = {name: config.get_option(name) for name in HERE}
    for name, value in HERE.items():
        config.set_option(name, value)
    st.cache_data.clear()
    yield
    for name, value in before.items():
        config.set_option(name, value)
