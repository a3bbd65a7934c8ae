"""A dossier's own verify.py derives every number again and says what is not there."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.etl.dossier.dossiers import verified


def test_the_bare_python_holds_duckdb_alone(bare_python: Path) -> None:
    for module in ("numpy", "pandas", "pyarrow", "etl"):
        done = subprocess.run(
            [str(bare_python), "-I", "-c", f"import {module}"], capture_output=True
        )
        assert done.returncode != 0, module


def test_every_number_is_derived_again(bare_python: Path, folder: Path) -> None:
    code, said = verified(bare_python, folder)
    assert (code, said.splitlines()[-1]) == (0, "Everything holds."), said
    statements = json.loads((folder / "numbers.json").read_text())["statements"]
    assert len(statements) > 20
    for statement in statements:
        assert f"holds           {statement['id']} " in said


def test_a_packed_dossier_is_checked_too(bare_python: Path, folder: Path, packed: bytes) -> None:
    path = folder.parent / "x.zip"
    path.write_bytes(packed)
    command = [str(bare_python), "-I", str(folder / "verify.py"), str(path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    "name", ["rows/measures.tied_gift.parquet", "rows/measures.tied_gift.csv", "README.txt"]
)
def test_a_missing_file_is_found(bare_python: Path, folder: Path, name: str) -> None:
    (folder / name).unlink()
    code, said = verified(bare_python, folder)
    assert code == 1
    assert f"{name} is missing" in said


@pytest.mark.parametrize("name", ["report.html", "numbers.json", "manifest.csv"])
def test_without_its_head_nothing_holds(bare_python: Path, folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert verified(bare_python, folder) == (
        1,
        f"DOES NOT HOLD   {name} is missing\nNothing more can be checked.\n",
    )


def test_a_foreign_file_and_a_broken_one_are_found(bare_python: Path, folder: Path) -> None:
    (folder / "rows" / "more.csv").write_text("a\n1\n")
    (folder / "rows" / "marts.edge.parquet").write_bytes(b"PAR1 no parquet")
    code, said = verified(bare_python, folder)
    assert code == 1
    assert "rows/more.csv is not in the manifest" in said
    assert "rows/marts.edge.parquet cannot be read" in said


def test_no_folder_and_no_zip_are_exit_2(bare_python: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_text("no zip")
    for path in ("bad.zip", "nowhere"):
        command = [str(bare_python), "-I", str(folder / "verify.py"), str(tmp_path / path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "cannot be checked" in done.stdout
