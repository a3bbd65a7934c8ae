"""Files, folders and names stay small enough to be found: the limits of this project."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from etl.common.settings import ROOT

PRODUCT = ("etl", "dashboards")
ROOMS = (*PRODUCT, "sql", "tests")
MOST_FILES, MOST_LINES = 20, 300
# what comes from elsewhere, file by file: a case's records and claims, pictures and scripts
GIVEN = ("etl/cases/", "dashboards/assets")

# Still to be mended: what is mended is taken out, and nothing is added.
LONG: set[str] = set()
OF_MANY_MEANINGS: set[str] = set()


def _folders() -> Iterator[Path]:
    """Every folder of the rooms, by its path below the project."""
    for room in ROOMS:
        for path in [ROOT / room, *sorted((ROOT / room).rglob("*"))]:
            if path.is_dir() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT)


def _files(folder: Path) -> list[Path]:
    """The files that stand in a folder, apart from what every folder may have."""
    return [
        path
        for path in sorted((ROOT / folder).iterdir())
        if path.is_file()
        and path.name != "__init__.py"
        and not path.name.startswith(("README", "."))
    ]


def _modules(*rooms: str) -> list[Path]:
    """The modules of these rooms."""
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_a_folder_has_at_most_twenty_files() -> None:
    counts = {folder.as_posix(): len(_files(folder)) for folder in _folders()}
    full = {name: count for name, count in counts.items() if count > MOST_FILES}
    assert {name: count for name, count in full.items() if not name.startswith(GIVEN)} == {}


def test_a_module_has_at_most_three_hundred_lines() -> None:
    held = _modules(*PRODUCT, "tests")
    long = {p for p in held if len(p.read_text(encoding="utf-8").splitlines()) > MOST_LINES}
    assert {_name(path) for path in long} == LONG


def test_no_file_stands_beside_a_folder_of_its_name() -> None:
    files = [path for folder in _folders() for path in _files(folder)]
    assert [_name(path) for path in files if path.with_suffix("").is_dir()] == []


def test_a_class_name_has_one_meaning() -> None:
    """Over all rooms: who reads the name must not ask which one it is."""
    found = defaultdict(set)
    for path in _modules(*PRODUCT):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].add(_name(path))
    assert {name for name, places in found.items() if len(places) > 1} == OF_MANY_MEANINGS


def test_no_test_waits_or_gives_examples_a_deadline() -> None:
    """Benchmarks measure time; a test that depends on it fails on a busy machine."""
    waits = re.compile(r"\bsleep\(\s*[\w.]|\btime\.(monotonic|perf_counter|process)|\bdeadline=")
    held = [path for path in sorted((ROOT / "tests").rglob("*.py")) if "bench" not in path.parts]
    told = {_name(path) for path in held if waits.search(path.read_text(encoding="utf-8"))}
    assert told - {"tests/conftest.py", "tests/test_limits.py"} == set()


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """By default pytest looks into none that is named build, and says nothing of it."""
    patterns = pytestconfig.getini("norecursedirs")
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    parts = {part for folder in folders for part in folder.relative_to(ROOT).parts}
    assert {part for part in parts if any(fnmatch(part, pattern) for pattern in patterns)} == set()
