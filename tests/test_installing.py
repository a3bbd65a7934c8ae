"""What is installed: the lists name it, and the locks pin it and all that it needs by hashes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from etl.common.settings import ROOT

PRODUCT, TESTS = ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"
VERSIONS = ("3.11", "3.12", "3.13")
SYSTEMS = ("linux", "darwin", "win32")


def listed(path: Path) -> dict[str, Requirement]:
    """What a list names, by name."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    found = [Requirement(line) for line in lines if line and line[0] not in "#-"]
    return {_name(one): one for one in found}


def locked(path: Path) -> dict[str, tuple[Requirement, list[str]]]:
    """What a lock pins, by name, with its hashes."""
    text = path.with_suffix(".lock").read_text(encoding="utf-8")
    entries = re.findall(r"^([a-zA-Z0-9].*(?:\n {4}.*)*)", text, re.M)
    found = {}
    for entry in entries:
        said, *hashes = entry.replace("\\\n", "\n").split("\n")
        one = Requirement(said.strip())
        found[_name(one)] = (one, [line.strip() for line in hashes if line.strip()])
    return found


def _name(one: Requirement) -> str:
    return re.sub(r"[-_.]+", "-", one.name).lower()


@pytest.mark.parametrize("path", [PRODUCT, TESTS], ids=["product", "tests"])
def test_what_a_list_names_is_in_its_lock_in_the_same_version(path: Path) -> None:
    """When this fails: make lock."""
    pinned = locked(path)
    for name, one in listed(path).items():
        assert str(one.specifier).startswith("=="), f"{name} is not pinned"
        assert name in pinned and pinned[name][0].specifier == one.specifier, name


@pytest.mark.parametrize("path", [PRODUCT, TESTS], ids=["product", "tests"])
def test_every_entry_of_a_lock_is_one_version_with_hashes(path: Path) -> None:
    for name, (one, hashes) in locked(path).items():
        assert re.fullmatch(r"==[^,*]+", str(one.specifier)), name
        assert hashes and all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", h) for h in hashes), name


def test_the_tests_run_on_what_is_shipped() -> None:
    shipped, tested = locked(PRODUCT), locked(TESTS)
    assert {name: tested[name][0].specifier for name in shipped if name in tested} == {
        name: one.specifier for name, (one, _) in shipped.items()
    }


@pytest.mark.parametrize("path", [PRODUCT, TESTS], ids=["product", "tests"])
def test_what_is_listed_is_installed_on_every_python_and_system(path: Path) -> None:
    pinned = locked(path)
    for name in listed(path):
        marker = pinned[name][0].marker
        for version in VERSIONS:
            for system in SYSTEMS:
                there = {"python_version": version, "sys_platform": system}
                assert marker is None or marker.evaluate(there), (name, version, system)


def test_the_pythons_that_are_tried_are_those_that_are_promised() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = SpecifierSet(project["requires-python"])
    assert [v for v in (f"3.{minor}" for minor in range(8, 20)) if v in promised] == list(VERSIONS)


def test_source_packages_of_the_tests_are_known_by_their_hashes() -> None:
    lines = (ROOT / "tests" / "sdists.txt").read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if line and not line.startswith("#")]
    assert named
    for line in named:
        assert re.fullmatch(r"[\w-]+==[\w.]+ --hash=sha256:[0-9a-f]{64}", line), line


def test_make_installs_nothing_without_hashes() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    rules = [line for line in text.splitlines() if re.search(r"pip (install|download)", line)]
    assert len(rules) == 2 and all("--require-hashes" in rule for rule in rules)
