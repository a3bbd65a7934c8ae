"""A file that one process holds is refused to the next, and let go of when the process dies."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import portalocker
import pytest

from etl.common.running.locks import hold_file, is_running
from etl.common.settings import ThroughlineError
from etl.names.review import Judgement, append_judgement

HOLD = """
import sys
from etl.common.running.locks import hold_file
stream = open(sys.argv[1], "r+")
hold_file(stream, "busy", is_waiting=False)
print("held", flush=True)
sys.stdin.read()
"""


def test_a_held_file_is_refused_until_its_holder_dies(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.touch()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
    with path.open("r+") as stream:
        with pytest.raises(ThroughlineError, match="another is at it"):
            hold_file(stream, "another is at it", is_waiting=False)
        holder.kill()
        holder.communicate()
        hold_file(stream, "another is at it", is_waiting=True)


def test_a_disk_without_locks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise portalocker.LockException("no locks available")

    monkeypatch.setattr(portalocker, "lock", refused)
    with (tmp_path / "x").open("w") as stream, pytest.raises(ThroughlineError) as error:
        hold_file(stream, "busy", is_waiting=True)
    assert "no locks available" in str(error.value) and "use --data DIR" in str(error.value)


def test_a_judgement_is_written_under_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = []
    monkeypatch.setattr(portalocker, "lock", lambda stream, flags: held.append(flags))
    path = tmp_path / "judgement.csv"
    path.write_text("left,right,verdict,reason,by,date\n", encoding="utf-8")
    append_judgement(Judgement("name:A", "name:B", "same", "x", "me", "2026-06-30"), path)
    assert held == [portalocker.LockFlags.EXCLUSIVE]


def test_whether_a_process_runs() -> None:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    assert is_running(os.getpid()) and not is_running(done.pid)
