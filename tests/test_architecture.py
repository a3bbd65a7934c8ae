"""Dependencies run one way; the environment has one reader; the words are careful."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from etl.common.settings import ROOT
from etl.sources import publishers

FORBIDDEN = re.compile(
    r"\b(violation|pay-to-play|corrupt(ion)?|kickback|suspicious|the company gave)\b", re.I
)


def test_dependencies_run_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    """The contracts of pyproject.toml, which say what may import what."""
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == 0, capsys.readouterr().out


ROOMS = ("common", "fetch", "jobs", "lake", "stories")
NEUTRAL = sorted(path for room in ROOMS for path in (ROOT / "etl" / room).rglob("*.py"))


@pytest.mark.parametrize("path", NEUTRAL, ids=str)
def test_no_publisher_is_known_by_name_beside_its_own_file(path: Path) -> None:
    names = [name for name, publisher in publishers().items() if publisher.services]
    assert len(names) > 1
    text = path.read_text(encoding="utf-8").lower()
    assert [name for name in names if re.search(rf"(?<![a-z]){name}", text)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "dashboards").rglob("*.py")), ids=str)
def test_pages_read_marts_only(path: Path) -> None:
    layers = re.findall(r"\b(?:from|join) (\w+)\.\w+", path.read_text(encoding="utf-8"))
    assert {layer for layer in layers if layer in ("lake", "staging", "entities", "links")} == set()


def test_only_settings_reads_the_environment() -> None:
    readers = [p for p in (ROOT / "etl").rglob("*.py") if "os.environ" in p.read_text()]
    assert [path.name for path in readers] == ["settings.py"]


def test_no_product_text_accuses() -> None:
    places = [ROOT / "etl", ROOT / "sql", ROOT / "dashboards" / "views"]
    files = [p for place in places for p in place.rglob("*") if p.suffix in (".py", ".sql", ".csv")]
    assert [str(path) for path in files if FORBIDDEN.search(path.read_text())] == []
