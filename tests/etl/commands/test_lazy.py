"""Commands are listed by their files, and a command imports what it needs and no more."""

from __future__ import annotations

import importlib
import inspect
import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import etl
from etl.commands.shared.folder import FOLDER, command_helps, load_command
from etl.common.settings import ROOT

HEAVY = {
    "networkx", "numpy", "openpyxl", "pandas", "portalocker", "psutil", "pyarrow", "requests",
    "sqlglot", "streamlit",
}  # fmt: skip
LISTED = """
import json, sys
from etl.__main__ import main
sys.argv = ["etl", *sys.argv[1:]]
code = main()
sys.stderr.write(json.dumps([code, sorted(name.split(".")[0] for name in sys.modules)]))
"""


def imported(*words: str) -> set[str]:
    """The packages that are imported once a command is done."""
    done = subprocess.run(
        [sys.executable, "-c", LISTED, *words], cwd=ROOT, capture_output=True, text=True
    )
    code, names = json.loads(done.stderr)
    assert code == 0, done.stdout
    return set(names)


def test_the_list_of_commands_needs_no_engine_and_no_command() -> None:
    assert imported("--help") & (HEAVY | {"duckdb"}) == set()


def test_status_needs_the_engine_alone(tmp_path: Path) -> None:
    found = imported("status", "--data", str(tmp_path))
    assert "duckdb" in found and found & HEAVY == set()


@pytest.mark.parametrize("name", command_helps())
def test_what_is_listed_is_what_the_command_says_of_itself(name: str) -> None:
    command = load_command(name)
    help_of_its_own = inspect.cleandoc(command.help or "")
    assert command.name == name
    assert command_helps()[name] == help_of_its_own.split("\n\n")[0] != ""


def test_a_file_is_a_command_by_its_function() -> None:
    """No list is kept: what stands in the folder is a command, but for what they share."""
    others = {path.stem for path in FOLDER.glob("*.py")} - set(command_helps())
    assert others == {"__init__"}


WINDOWS = """
import importlib, json, os, sys
for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty"):
    sys.modules[name] = None
del os.pread, os.fork
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
"""


def test_every_module_is_imported_without_what_windows_lacks() -> None:
    names = [found.name for found in pkgutil.walk_packages(etl.__path__, "etl.")]
    assert len(names) > 100
    done = subprocess.run(
        [sys.executable, "-c", WINDOWS, json.dumps(names)],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_no_module_names_what_windows_lacks() -> None:
    names = [found.name for found in pkgutil.walk_packages(etl.__path__, "etl.")]
    lacking = ("fcntl", "os.kill(", "os.pread", "os.getuid", "os.fork", "signal.SIGKILL")
    for name in names:
        text = inspect.getsource(importlib.import_module(name))
        assert [word for word in lacking if word in text] == [], name
