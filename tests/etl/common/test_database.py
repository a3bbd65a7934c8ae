"""What is no database of this program is told by its first bytes, before the engine opens it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from etl.build.fingerprint import read_fingerprints
from etl.common.database import attach_database, open_database, read_build, refuse_to_replace
from etl.common.settings import ROOT, ThroughlineError


def sqlite_file(path: Path) -> None:
    with sqlite3.connect(path) as engine:
        engine.execute("create table gift (amount)")


def zip_file(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a", "b")


def parquet_file(path: Path) -> None:
    with duckdb.connect() as engine:
        engine.sql("select 1 as a").write_parquet(str(path))


FOREIGN = {
    "is a SQLite file": sqlite_file,
    "is a zip file": zip_file,
    "is a Parquet file": parquet_file,
    "is a gzip file": lambda path: path.write_bytes(b"\x1f\x8b\x08"),
    "is no database of this program": lambda path: path.write_text("a,b\n1,2\n"),
    "is empty": lambda path: path.touch(),
    "is a folder where the database should be": lambda path: path.mkdir(),
    "is no file where the database should be": os.mkfifo,
}


@pytest.mark.parametrize("said", FOREIGN)
def test_a_foreign_file_is_refused_before_the_engine_sees_it(
    tmp_path: Path, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "throughline.duckdb"
    FOREIGN[said](path)
    engine = duckdb.connect()

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("the engine was asked to open it")

    monkeypatch.setattr(duckdb, "connect", opened)
    for look in (open_database, lambda path: attach_database(engine, path, "other")):
        with pytest.raises(ThroughlineError) as error:
            look(path)
        assert said in str(error.value) and str(path) in str(error.value)
        assert "run `python -m etl build`, or name a database" in str(error.value)
    assert read_build(path) is None and read_fingerprints(path) is None


@pytest.mark.parametrize("said", FOREIGN)
def test_a_build_writes_over_nothing_of_somebody_else(tmp_path: Path, said: str) -> None:
    path = tmp_path / "throughline.duckdb"
    FOREIGN[said](path)
    # What may be a database of ours that is torn is replaced, what is something else is not.
    if said in ("is empty", "is no database of this program"):
        refuse_to_replace(path)
        return
    done = told(tmp_path, "run", "--case", "golden_dome")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr and "move it aside and run `python -m etl build`" in done.stderr
    assert path.exists() and not list(tmp_path.glob("tmp/*"))


COMMANDS = [
    ("status",),
    ("check",),
    ("export",),
    ("build", "--explain", "marts.edge"),
    ("describe",),
    ("path", "A", "B"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_no_command_lets_the_engine_look_for_an_extension(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    sqlite_file(tmp_path / "throughline.duckdb")
    done = told(tmp_path, *words)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "is a SQLite file" in done.stderr and "extension" not in done.stderr


def test_an_engine_that_has_opened_a_database_installs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "throughline.duckdb"
    duckdb.connect(str(path)).close()
    with open_database(path) as engine:
        setting = "select current_setting('autoinstall_known_extensions')"
        assert engine.execute(setting).fetchall() == [(False,)]


def test_a_name_with_a_colon_is_a_file_and_no_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with duckdb.connect(str(tmp_path / "plain")) as engine:
        engine.execute("create schema marts; create table marts.build as select 1 as as_of_date")
    (tmp_path / "plain").rename(tmp_path / "sqlite:old.duckdb")
    monkeypatch.chdir(tmp_path)
    engine = duckdb.connect()
    attach_database(engine, Path("sqlite:old.duckdb"), "old")
    assert engine.execute("select as_of_date from old.marts.build").fetchall() == [(1,)]


def told(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "etl", *words, "--data", str(data)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A DuckDB file of several blocks that opens as a database of ours."""
    path = tmp_path_factory.mktemp("whole") / "x.duckdb"
    with duckdb.connect(str(path)) as engine:
        engine.execute("create schema marts; create table marts.build as select 1 as as_of_date")
        engine.execute("create table marts.gift as select hash(range) as h from range(300000)")
    return path.read_bytes()


@pytest.mark.parametrize("share", [0.0001, 0.01, 0.3, 0.6, 0.9, 0.9999])
@pytest.mark.parametrize("harm", ["cut", "flipped"])
def test_a_damaged_database_is_one_line_in_every_command(
    tmp_path: Path, whole: bytes, share: float, harm: str
) -> None:
    place = max(12, int(len(whole) * share))
    damaged = bytearray(whole)
    damaged[place : place + 64] = bytes(64) if harm == "flipped" else b""
    content = bytes(damaged) if harm == "flipped" else whole[:place]
    (tmp_path / "throughline.duckdb").write_bytes(content)
    done = told(tmp_path, "describe", "marts.gift")
    done = done if done.returncode else told(tmp_path, "export", "--out", str(tmp_path / "out"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "run `python -m etl build --force`" in done.stderr


HOLD = """
import duckdb, sys
engine = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


def test_who_holds_a_locked_database_is_said(tmp_path: Path) -> None:
    path = tmp_path / "throughline.duckdb"
    holding = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(holding, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        done = told(tmp_path, "check")
        assert done.returncode == 2
        assert f"is locked: python3.11, process {holder.pid}" in done.stderr.replace(
            Path(sys.executable).resolve().name, "python3.11"
        )
        holder.communicate(b"")
