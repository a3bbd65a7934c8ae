"""One dossier for all its tests, and a Python that holds nothing but what verify.py needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl.common.database import open_database
from etl.common.settings import Settings
from etl.dossier.folder import dossier_bytes
from tests.etl.dossier.dossiers import SPACEX, unpacked


@pytest.fixture(scope="session")
def packed(case_settings: Settings) -> bytes:
    """The dossier of one contractor of the bundled case."""
    with open_database(case_settings.database) as source:
        return dossier_bytes(source, [SPACEX])


@pytest.fixture
def folder(packed: bytes, tmp_path: Path) -> Path:
    """The same unpacked."""
    return unpacked(packed, tmp_path / "dossier")


@pytest.fixture(scope="session")
def bare_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment that holds duckdb and nothing else."""
    home = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    packages = Path(str(duckdb.__file__)).parent.parent
    (target,) = (home / "lib").glob("python*/site-packages")
    for path in [*packages.glob("duckdb*"), *packages.glob("_duckdb*")]:
        (target / path.name).symlink_to(path)
    return home / "bin" / "python"
