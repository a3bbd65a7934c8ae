"""A dossier's own verify.py derives every number again and says what is not there."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.common.files import hash_file
from etl.common.settings import ThroughlineError
from etl.dossier import join
from tests.etl.dossier.dossiers import run, verified


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


def test_it_checks_from_anywhere_by_one_fingerprint(
    bare_python: Path, folder: Path, packed: bytes, tmp_path: Path
) -> None:
    zipped, here = tmp_path / "x.zip", tmp_path / "elsewhere"
    zipped.write_bytes(packed)
    here.mkdir()
    told = hash_file(folder / "manifest.csv")
    for place in ([], [str(folder)], [str(zipped)]):
        words = ["-I", str(folder / "verify.py"), *place, "--fingerprint", told]
        code, said = run(bare_python, words, here)
        assert code == 0, said
        assert said.startswith(f"fingerprint     {told}\n")
        assert f"verify.py       {hash_file(folder / 'verify.py')}\n" in said
        assert "holds           the fingerprint is the one given" in said


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (lambda told: told[::-1], 1, "DOES NOT HOLD   the fingerprint is"),
        (lambda told: told[:12], 2, "a fingerprint is 64 signs"),
        (lambda told: told.upper(), 2, "a fingerprint is 64 signs"),
        (lambda told: " " + told, 2, "a fingerprint is 64 signs"),
        (lambda told: f"{told[:32]} {told[32:]}", 2, "a fingerprint is 64 signs"),
        (lambda told: ":".join(re.findall("..", told)), 2, "a fingerprint is 64 signs"),
        (lambda told: told + "\n", 2, "a fingerprint is 64 signs"),
        (lambda told: "", 2, "a fingerprint is 64 signs"),
        (lambda told: "x" * 10_000, 2, "a fingerprint is 64 signs"),
    ],
)
def test_another_fingerprint_is_said_in_a_line(
    bare_python: Path, folder: Path, change: Callable[[str], str], code: int, said: str
) -> None:
    told = change(hash_file(folder / "manifest.csv"))
    found, words = run(bare_python, ["-I", "verify.py", "--fingerprint", told], folder)
    assert found == code
    assert said in words
    assert code == 1 or len(words.splitlines()) == 1


def test_the_readme_says_what_a_fingerprint_proves(folder: Path) -> None:
    text = (folder / "README.txt").read_text()
    for said in (
        "no file of this folder can be taken for a part of Python",
        "python -I verify.py --fingerprint HEX",
        "on another way than the dossier came",
        "It does not prove that what they wrote is right, nor who they are",
        "verify.py too",
    ):
        assert said in text


def test_the_script_is_one_readable_file_of_ours_and_pythons_own(folder: Path) -> None:
    text = (folder / "verify.py").read_text()
    compile(text, "verify.py", "exec")
    tree = ast.parse(text)
    roots = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name) or ""
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    assert {root.split(".")[0] for root in roots} - set(sys.stdlib_module_names) == {"duckdb"}
    # Python would look for it beside the script, before the script can say no.
    assert "__future__" not in roots
    assert all(len(line) < 130 for line in text.splitlines())
    defined = [n.name for n in tree.body if isinstance(n, (ast.FunctionDef, ast.ClassDef))]
    assert len(defined) == len(set(defined))


def test_a_part_that_would_mean_something_else_in_one_file_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(join, "PARTS", (*join.PARTS[1:], join.PARTS[0]))
    with pytest.raises(ThroughlineError, match="has no place in verify.py"):
        join.script.__wrapped__()
    monkeypatch.setattr(join, "PARTS", ("etl.common.kinds", "etl.common.kinds", "etl.common.words"))
    with pytest.raises(ThroughlineError, match="has no place in verify.py"):
        join.script.__wrapped__()
