"""Two builds a month apart, and the bundled case twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.common.settings import Settings
from tests.etl.changes.two_builds import action, database, gift


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Settings]:
    """A build, and one after an amendment, a withdrawal, a gift, an award and a modification."""
    patch = pytest.MonkeyPatch()
    patch.setenv("THROUGHLINE_AS_OF", "2026-06-30")
    folder = tmp_path_factory.mktemp("pair")
    for name in ("old", "new"):
        (folder / name).mkdir()
    first = [action(0, "OLD1", "900.00")]
    old = database(folder / "old", [gift("11", "500"), gift("12", "300")], first)
    patch.setenv("THROUGHLINE_AS_OF", "2026-07-31")
    later = [*first, action(1, "OLD1", "2000000.00", "2024-02-01"), action(2, "OLD1", "999999.99"),
             action(0, "NEW1", "50.00", "2024-03-01")]  # fmt: skip
    new = database(folder / "new", [gift("11", "750"), gift("14", "90")], later)
    patch.undo()
    return old, new


@pytest.fixture
def copies(case_settings: Settings, tmp_path: Path) -> tuple[Path, Path]:
    """The bundled case twice; the second may be changed."""
    paths = tmp_path / "old.duckdb", tmp_path / "new.duckdb"
    for path in paths:
        shutil.copyfile(case_settings.database, path)
    return paths
