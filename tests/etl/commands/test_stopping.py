"""A signal at any moment ends the program in one line, with the code that shells give it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl.common.running import stopping
from etl.common.settings import ROOT

LINE = f"error: {stopping.MESSAGE}\n"
# The program as it is run, with a signal sent when a module of this name is looked for.
AT_IMPORT = """
import os, runpy, sys
wanted, number, *words = sys.argv[1:]
class Sender:
    def find_spec(self, name, *_):
        if name == wanted:
            os.kill(os.getpid(), int(number))
sys.meta_path.insert(0, Sender())
sys.argv = ["etl", *words]
runpy.run_module("etl", run_name="__main__", alter_sys=True)
"""
# A command that works, in a program that is watched as the real one is.
AT_WORK = """
import os, signal, sys, threading
from etl.common.running import stopping
stopping.watch()
from etl.__main__ import main
import duckdb
sys.argv = ["etl"]
def stop(number=signal.SIGINT):
    os.kill(os.getpid(), number)
def work(_):
    stopping.stop_in_order()
    {work}
sys.exit(main(work))
"""


def hear_signals() -> None:
    """Undo what a shell does to the tests when it runs them behind: it has Ctrl-C ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=ROOT,
        env=os.environ | {"THROUGHLINE_AS_OF": "2026-06-30"},
        capture_output=True,
        text=True,
        timeout=200,
        preexec_fn=hear_signals,
    )


@pytest.mark.parametrize(
    "module",
    [
        "typing", "dataclasses", "etl.common.running.failures", "etl.common.settings", "typer",
        "typer.core", "typer.params", "etl.commands.shared.options", "etl.commands.shared.folder",
        "etl.commands.status", "duckdb", "_duckdb", "duckdb.sqltypes", "rich.console",
        "etl.common.queries", "etl.lake.records", "etl.sources",
    ],
)  # fmt: skip
def test_a_signal_while_modules_are_imported(tmp_path: Path, module: str) -> None:
    done = run(AT_IMPORT, module, "2", "status", "--data", str(tmp_path))
    assert (done.returncode, done.stderr) == (130, LINE)


@pytest.mark.parametrize("module", ["pandas", "pandas.core.frame", "numpy", "sqlglot", "networkx"])
def test_a_signal_while_a_command_imports_what_it_needs(tmp_path: Path, module: str) -> None:
    words = ("loops", "--contractor", "x") if module == "networkx" else ("build",)
    done = run(AT_IMPORT, module, "2", *words, "--data", str(tmp_path))
    assert (done.returncode, done.stderr) == (130, LINE)


def test_the_help_is_stopped_too() -> None:
    done = run(AT_IMPORT, "typer.rich_utils", "2", "--help")
    assert (done.returncode, done.stderr, done.stdout) == (130, LINE, "")


def test_an_end_that_is_asked_for_has_a_code_of_its_own(tmp_path: Path) -> None:
    done = run(AT_IMPORT, "duckdb", str(int(signal.SIGTERM)), "status", "--data", str(tmp_path))
    assert (done.returncode, done.stderr) == (143, LINE)


WORKS = {
    "in python": "stop(); print('worked on')",
    "term": "stop(signal.SIGTERM)",
    "taken for an error": "\n".join(
        ("try: stop()", "    except KeyboardInterrupt as error: raise ValueError from error")
    ),
    "in a function that the engine calls": "duckdb.connect().create_function("
    "'f', lambda x: stop() or x, ['BIGINT'], 'BIGINT').execute('select f(1)').fetchall()",
    "while an object is taken apart": "\n".join(
        (
            "class Closing:",
            "        def __del__(self): stop()",
            "    Closing()",
            "    print('worked on')",
        )
    ),
    "twice": "\n".join(
        ("try: stop()", "    finally:", "        stop()", "        print('worked on')")
    ),
}


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)
def test_a_signal_while_a_command_works(work: str) -> None:
    done = run(AT_WORK.format(work=work))
    code = 143 if "SIGTERM" in work else 130
    assert (done.returncode, done.stderr, done.stdout) == (code, LINE, "")


def test_a_signal_while_the_engine_works() -> None:
    """The engine tells how far it is once it works; the query itself would take hours."""
    work = (
        "engine = duckdb.connect(); engine.execute('set enable_progress_bar = true; "
        "set enable_progress_bar_print = false')\n"
        "    def send():\n"
        "        while engine.query_progress() < 0: pass\n"
        "        stop()\n"
        "    threading.Thread(target=send, daemon=True).start()\n"
        "    engine.execute('select count(*) from range(1000000000) a, range(100000) b "
        "where hash(a.range) % 7 = hash(b.range) % 3')"
    )
    done = run(AT_WORK.format(work=work))
    assert (done.returncode, done.stderr) == (130, LINE)


def test_a_build_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    work = (
        "import etl.build.run as running\n"
        "    from etl.__main__ import run_command\n"
        "    running.check_database = lambda *_: stop()\n"
        f"    run_command(['run', '--case', 'golden_dome', '--data', {str(tmp_path)!r}])"
    )
    done = run(AT_WORK.format(work=work))
    assert (done.returncode, done.stderr) == (130, LINE)
    assert not (tmp_path / "throughline.duckdb").exists()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_what_a_shell_has_ignored_stays_ignored(tmp_path: Path) -> None:
    """`python -m etl build &` in a script goes on when the script is interrupted."""
    ignored = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n" + AT_IMPORT
    done = run(ignored, "duckdb", "2", "status", "--data", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
