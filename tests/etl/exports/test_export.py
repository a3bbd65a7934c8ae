"""Exports: every file described and hashed, formats found by folder, parts cut whole."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl.common.database import open_database
from etl.common.files import hash_file
from etl.common.settings import ROOT, Settings, ThroughlineError
from etl.exports.export import Selection, choose, export, formats
from etl.exports.package import DICTIONARY, MANIFEST, README

SPACEX = "uei:C6M7C2FLKER5"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@pytest.mark.parametrize("name", sorted(formats()))
def test_every_format_carries_what_stands_around_an_export(
    case_settings: Settings, tmp_path: Path, name: str
) -> None:
    folder = export(case_settings, tmp_path / "out", name)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {README, DICTIONARY, MANIFEST} < files
    readme = (folder / README).read_text(encoding="utf-8")
    assert "30111(a)(4)" in readme
    assert "Defense actions appear 90 days late" in readme
    assert "Built as of 2026-06-30." in readme
    manifest = rows(folder / MANIFEST)
    published = [row for row in manifest if row["part"] == "published"]
    assert {row["file_name"] for row in published} >= {"case_award.csv"}
    assert all(len(row["sha256"]) == 64 for row in manifest)
    written = {row["file_name"]: row["sha256"] for row in manifest if row["part"] == "written"}
    assert written == {name: hash_file(folder / name) for name in files - {MANIFEST}}
    dictionary = rows(folder / DICTIONARY)
    assert {row["file"] for row in dictionary} <= files
    assert [row for row in dictionary if not row["about"]] == []


@pytest.mark.parametrize("name", sorted(formats()))
def test_the_same_database_gives_the_same_bytes(
    case_settings: Settings, tmp_path: Path, name: str
) -> None:
    first, second = (export(case_settings, tmp_path / which, name) for which in "ab")
    hashes = [
        {path.relative_to(folder): hash_file(path) for path in folder.rglob("*") if path.is_file()}
        for folder in (first, second)
    ]
    assert hashes[0] == hashes[1]


def test_too_little_memory_ends_in_one_line(case_settings: Settings, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "etl", "export", "--out", str(tmp_path / "out")]
    found = subprocess.run(
        [*command, "--data", str(case_settings.data)],
        env={**os.environ, "THROUGHLINE_MEMORY": "1MB"},
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert found.returncode == 2
    assert found.stderr.splitlines()[-1].startswith("error: more memory is wanted")
    assert "Traceback" not in found.stderr
    assert not (tmp_path / "out").exists()


def counted(settings: Settings, part: Selection) -> tuple[int, int, int]:
    """Entities, links and awards of a part."""
    with open_database(settings.database) as engine:
        choose(engine, part)
        return tuple(  # type: ignore[return-value]
            engine.execute(f"select count(*) from chosen_{kind}").fetchall()[0][0]
            for kind in ("entity", "edge", "award")
        )


def test_a_part_is_what_stands_around_an_entity(case_settings: Settings) -> None:
    with duckdb.connect(str(case_settings.database), read_only=True) as engine:
        near = engine.execute(
            "select count(distinct other_id) from marts.neighbour where entity_id = ?", [SPACEX]
        ).fetchall()[0][0]
    entities, links, awards = counted(case_settings, Selection((SPACEX,)))
    assert entities == near + 1
    assert links > 0
    assert awards == 5
    whole = counted(case_settings, Selection())
    assert entities < whole[0]
    assert counted(case_settings, Selection((SPACEX,), hops=0)) == (1, 0, 5)
    assert counted(case_settings, Selection(case="golden_dome"))[0] <= whole[0]


@pytest.mark.parametrize(
    ("name", "part", "said"),
    [
        ("word", Selection(), "no format 'word': choose one of"),
        ("tables", Selection((SPACEX,)), "writes the whole database"),
    ],
)
def test_bad_use_is_said(
    case_settings: Settings, tmp_path: Path, name: str, part: Selection, said: str
) -> None:
    with pytest.raises(ThroughlineError, match=said):
        export(case_settings, tmp_path / "out", name, part)
    assert not (tmp_path / "out").exists()


def test_an_unknown_case_or_name_is_said(case_settings: Settings) -> None:
    with pytest.raises(ThroughlineError, match="no case 'x' is loaded"):
        counted(case_settings, Selection(case="x"))
    with pytest.raises(ThroughlineError, match="nobody called 'XQZW' is loaded"):
        counted(case_settings, Selection(("XQZW",)))


def test_a_file_in_the_way_stays(case_settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ThroughlineError, match="is a file"):
        export(case_settings, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_what_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "throughline.duckdb").write_text("not a database")
    with pytest.raises(ThroughlineError, match="is no database of this program: run"):
        export(Settings(data=tmp_path))
