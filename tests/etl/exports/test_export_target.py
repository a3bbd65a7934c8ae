"""Where an export may stand: it takes the place of an export, and of nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.common.settings import Settings, ThroughlineError
from etl.exports.export import export
from etl.exports.package import MANIFEST, README
from etl.exports.target import check_target


def held(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with what it holds."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def written(case_settings: Settings, tmp_path: Path) -> Path:
    """A folder that an export has filled."""
    return export(case_settings, tmp_path / "written", "graphml")


def test_an_export_takes_the_place_of_an_export(case_settings: Settings, written: Path) -> None:
    assert export(case_settings, written, "gexf") == written
    assert "graph.gexf" in held(written) and "graph.graphml" not in held(written)
    assert [path.name for path in written.parent.iterdir()] == ["written"]


@pytest.mark.parametrize("name", ["notes.txt", "sub/notes.txt", "manifest.csv.bak"])
def test_a_file_of_somebody_elses_in_an_export_stays(
    case_settings: Settings, written: Path, name: str
) -> None:
    mine = written / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    before = held(written)
    with pytest.raises(ThroughlineError, match=f"holds {name}, which no export has written"):
        export(case_settings, written, "graphml")
    assert held(written) == before


def test_what_a_system_or_an_engine_puts_beside_a_file_is_no_hindrance(
    case_settings: Settings, written: Path
) -> None:
    for name in (".DS_Store", "Thumbs.db", "graph.graphml-wal"):
        (written / name).touch()
    export(case_settings, written, "graphml")
    assert not (written / ".DS_Store").exists()


@pytest.mark.parametrize(
    "name", ["mine.txt", ".hidden", "folder/mine.txt", MANIFEST, f"tables/{MANIFEST}"]
)
def test_a_folder_of_somebody_elses_is_refused(
    case_settings: Settings, tmp_path: Path, name: str
) -> None:
    mine = tmp_path / "theirs" / name
    mine.parent.mkdir(parents=True)
    mine.write_text("file,sha256\nmine.txt,00\n")
    with pytest.raises(ThroughlineError, match="which no export has written"):
        export(case_settings, tmp_path / "theirs", "graphml")
    assert held(tmp_path) == {f"theirs/{name}": b"file,sha256\nmine.txt,00\n"}
    assert [path.name for path in tmp_path.iterdir()] == ["theirs"]


def test_the_data_folder_and_those_about_it_are_refused(case_settings: Settings) -> None:
    data = case_settings.data
    # Asked and not exported: a failing test must not cost anybody a home folder.
    for folder in (data, case_settings.lake, data.parent, Path("/"), Path.home(), Path()):
        with pytest.raises(ThroughlineError, match="which no export has written"):
            check_target(folder)


def test_an_empty_folder_and_a_new_one_are_filled(case_settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new/below"):
        assert README in held(export(case_settings, tmp_path / name, "graphml"))


def test_a_link_is_followed_and_stays_a_link(
    case_settings: Settings, written: Path, tmp_path: Path
) -> None:
    link, lost, ring = (tmp_path / name for name in ("link", "lost", "ring"))
    link.symlink_to(written)
    export(case_settings, link, "gexf")
    assert link.is_symlink() and "graph.gexf" in held(written)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "mine.txt").touch()
    lost.symlink_to(tmp_path / "mine")
    with pytest.raises(ThroughlineError, match="holds mine.txt"):
        export(case_settings, lost, "gexf")
    ring.symlink_to(ring)
    with pytest.raises(ThroughlineError, match="cannot read"):
        export(case_settings, ring, "gexf")


def test_a_linked_file_in_an_export_is_not_taken_for_one(written: Path, tmp_path: Path) -> None:
    (written / "mine").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(ThroughlineError, match="holds mine"):
        check_target(written)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_protected_folder_is_refused(written: Path) -> None:
    written.chmod(0o555)
    with pytest.raises(ThroughlineError, match="protected"):
        check_target(written)
    written.chmod(0o755)


@pytest.mark.parametrize("step", ["describing", "taking the place"])
def test_a_failure_at_any_step_leaves_what_stood(
    case_settings: Settings, written: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before, rename, renamed = held(written.parent), Path.rename, []

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def second_fails(path: Path, target: Path) -> Path:
        # The first puts the old folder aside, the second is that of the new one.
        renamed.append(target)
        return full() if len(renamed) == 2 else rename(path, target)

    if step == "describing":
        monkeypatch.setattr("etl.exports.export.describe", full)
    else:
        monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(ThroughlineError, match=r"no room left"):
        export(case_settings, written, "gexf")
    assert held(written.parent) == before
    assert [path.name for path in written.parent.iterdir()] == ["written"]


def test_all_formats_are_refused_before_the_first_is_written(
    case_settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "out" / "xlsx").mkdir(parents=True)
    (tmp_path / "out" / "xlsx" / "mine.txt").touch()
    words = ["export", "--format", "all", "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(app, [*words, "--data", str(case_settings.data)])
    assert "which no export has written" in str(done.exception)
    assert list(held(tmp_path)) == ["out/xlsx/mine.txt"]
    shutil.rmtree(tmp_path / "out")
