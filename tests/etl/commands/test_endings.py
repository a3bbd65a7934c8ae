"""Every error ends in one line that says what is wrong and what to do, and in its exit code."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import typer

from etl.__main__ import main
from etl.build.check import Failure
from etl.build.run import CheckFailedError
from etl.common.running.failures import find_ending
from etl.common.settings import ROOT, ThroughlineError

LOCKED = (
    'IO Error: Could not set lock on file "/x/throughline.duckdb": Conflicting lock is held in '
    "/usr/bin/python3.11 (PID 4711). See also https://duckdb.org/docs"
)


def system(number: int, name: str | None = "/x/list.csv") -> OSError:
    return OSError(number, os.strerror(number), name)


ENDINGS = [
    (ThroughlineError("say\nwhat"), 2, "say what"),
    (CheckFailedError([Failure("links.link", "broken")]), 1, "links.link: broken"),
    (typer.BadParameter("no number"), 2, "no number"),
    (system(errno.ENAMETOOLONG), 2, "/x/list.csv: File name too long: choose a shorter name"),
    (system(errno.EACCES), 2, "/x/list.csv: Permission denied: change its permissions"),
    (system(errno.EROFS), 2, "Read-only file system: choose another place with --data or --out"),
    (system(errno.EISDIR), 2, "Is a directory: a file is wanted here"),
    (system(errno.ENOTDIR), 2, "Not a directory: a folder is wanted on the way there"),
    (system(errno.ENOSPC), 2, "/x/list.csv: no room left: free some space"),
    (system(errno.EDQUOT, None), 2, "no room left: free some space"),
    (system(errno.ELOOP), 2, "the link leads back to itself"),
    (system(errno.EMFILE), 2, "raise the limit with `ulimit -n`"),
    (system(errno.EIO), 2, "the disk does not serve"),
    (system(errno.ENOENT, None), 2, "the folder that you are in is gone"),
    (system(errno.EADDRINUSE), 2, "Address already in use: see that disk and folder serve"),
    (MemoryError(), 2, "set THROUGHLINE_MEMORY, e.g. to 4GB"),
    (RecursionError(), 2, "nested too deeply"),
    (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "x"), 2, "is not in UTF-8: rename the file"),
    (ModuleNotFoundError("x", name="duckdb"), 2, "duckdb is not installed: run `make build`"),
    (duckdb.IOException(LOCKED), 2, "is locked: python3.11, process 4711, has it open"),
    (duckdb.IOException("Could not read enough bytes"), 2, "is damaged: run `python -m etl build"),
    (duckdb.Error("Corrupt database file: checksum"), 2, "is damaged: run `python -m etl build"),
    (duckdb.InternalException("INTERNAL Error"), 2, "is damaged: run `python -m etl build"),
    (duckdb.SerializationException("x"), 2, "is damaged: run `python -m etl build"),
    (duckdb.IOException('write "/x/a": No space left on device'), 2, "/x/a: no room left"),
    (duckdb.FatalException("commit: No space left on device"), 2, "no room left"),
    (duckdb.IOException('open "/x/a": Permission denied'), 2, "/x/a: Permission denied: change"),
    (duckdb.OutOfMemoryException("x"), 2, "set THROUGHLINE_MEMORY, e.g. to 4GB"),
    (duckdb.CatalogException("no t"), 2, "by another version of the program, or is none of it"),
    (duckdb.BinderException("no c"), 2, "run `python -m etl build --force`"),
    (duckdb.InvalidInputException("cannot encode str as UTF-8"), 2, "is not in UTF-8"),
    (duckdb.ParserException("near"), 70, "fault of the program: run again with --debug and report"),
    (AssertionError(), 70, "fault of the program: run again with --debug and report it"),
    (TypeError("int\n+ str"), 70, "report it (TypeError: int + str)"),
    (KeyError("name"), 70, "KeyError"),
    (KeyboardInterrupt(), 130, "stopped: nothing half-done is left"),
    (typer.Abort(), 130, "stopped: nothing half-done is left"),
]


def ended(error: BaseException, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The exit code of a command that fails so."""

    def fail(_: list[str]) -> None:
        raise error

    monkeypatch.setattr("sys.argv", ["etl", *words])
    return main(fail)


@pytest.mark.parametrize(("error", "code", "said"), ENDINGS, ids=lambda value: repr(value)[:50])
def test_an_error_is_one_line_with_advice(
    error: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ended(error, monkeypatch) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ") and said in line


def test_debug_shows_the_traceback_before_the_line_and_keeps_the_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(TypeError("odd"), monkeypatch, "status", "--debug") == 70
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("Traceback") and "in fail" in "\n".join(lines)
    assert lines[-1].startswith("error: this is a fault of the program")


def test_a_name_steers_no_terminal_and_is_cut_where_it_is_long() -> None:
    line = find_ending(system(errno.ENAMETOOLONG, "x" * 300 + "\x1b[31m\udcff")).line
    assert "\x1b" not in line and "\\udcff" in line and len(line) < 300


def etl(*words: str | bytes, **how: object) -> subprocess.CompletedProcess[bytes]:
    """The command line as a process of its own."""
    told = {"cwd": ROOT, "stdout": subprocess.PIPE, "env": os.environ, "timeout": 200} | how
    command = [sys.executable, "-m", "etl", *words]
    return subprocess.run(command, stderr=subprocess.PIPE, **told)  # type: ignore[call-overload,no-any-return]


LONG = "x" * 300


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--data", LONG, "status"), "File name too long: choose a shorter name"),
        (("--data", LONG, "run", "--case", "golden_dome"), "File name too long"),
        (("diff", LONG, LONG), "File name too long: choose a shorter name"),
        (("--data", __file__, "status"), "is a file: name a folder with --data"),
        (("path", b"\xff", "ACME"), "no database"),
        (("load", __file__, "--max-rejects", "nan"), "a share from 0 to 1"),
        (("nothing",), "No such command"),
    ],
)
def test_bad_use_ends_in_one_line(
    tmp_path: Path, words: tuple[str | bytes, ...], said: str
) -> None:
    done = etl(*words, env=os.environ | {"THROUGHLINE_DATA": str(tmp_path)})
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert said in line


@pytest.mark.parametrize("size", ["abc", "0MB", "-1", "4", "nan GB", "9" * 5000])
def test_a_setting_that_is_no_size_is_said(tmp_path: Path, size: str) -> None:
    done = etl("--data", str(tmp_path), "status", env=os.environ | {"THROUGHLINE_MEMORY": size})
    assert done.returncode == 2 and b"is no size: write it as 4GB" in done.stderr


def test_output_that_nobody_reads_on_ends_in_silence() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = etl("--help", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_has_no_room_is_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = etl("--data", str(tmp_path), "status", stdout=full)
    assert done.returncode == 2 and done.stderr.count(b"\n") == 1
    assert b"no room left" in done.stderr


def test_a_terminal_that_knows_few_letters_is_written_to(tmp_path: Path) -> None:
    done = etl("describe", "é", "--data", str(tmp_path), env=os.environ | {"LC_ALL": "C"})
    assert done.returncode == 2 and b"Traceback" not in done.stderr
    ascii_only = os.environ | {"PYTHONIOENCODING": "ascii"}
    assert etl("--help", env=ascii_only).returncode == 0


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"import os; os.rmdir({str(gone)!r}); from etl.__main__ import main; exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", script, "status", "--data", "here"],
        cwd=gone,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
    assert "the folder that you are in is gone" in done.stderr


def test_what_is_not_installed_is_said_before_anything_is_run() -> None:
    block = "import sys, runpy; sys.modules['typer'] = None; sys.argv = ['etl', 'status'];"
    done = subprocess.run(
        [sys.executable, "-c", block + "runpy.run_module('etl', run_name='__main__')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "typer is not installed: run `make build`" in done.stderr
