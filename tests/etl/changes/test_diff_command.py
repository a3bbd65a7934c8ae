"""Diff and watch as a user runs them, and the earlier builds that watch compares with."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl.build.history import builds, earlier, keep
from etl.build.run import build
from etl.common.settings import Settings, ThroughlineError
from etl.lake.load import Options, load_file
from tests.etl.changes.two_builds import SILENT, action, changed, database, gift
from tests.fixtures import write_csv


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """The command line."""
    command = [sys.executable, "-m", "etl", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_bad_input_is_one_line(copies: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = map(str, copies)
    (tmp_path / "text.duckdb").write_text("no database")
    with duckdb.connect(str(tmp_path / "empty.duckdb")) as engine:
        engine.execute("create table t as select 1 as x")
    for words, said in (
        ((old, old), "one and the same file"),
        ((old, str(tmp_path / "gone.duckdb")), "no database at"),
        ((old, str(tmp_path / "text.duckdb")), "is no database of this program: run"),
        (
            (str(tmp_path / "empty.duckdb"), new),
            "another version of the program, or is none of it: run",
        ),
        ((old, new, "--format", "pdf"), "no format 'pdf': choose one of text, html, json, atom"),
        ((old, new, "--case", "x"), "no case 'x'"),
        ((old, new, "--out", "/proc/x/y"), "/proc/x: No such file"),
    ):
        done = run("diff", *words)
        assert done.returncode == 2, words
        assert said in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
    changed(copies[0], "alter table marts.award drop column offer_count")
    done = run("diff", old, new)
    assert "built by different versions" in done.stderr


def test_a_build_keeps_the_one_it_replaces_and_watch_compares_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHLINE_HISTORY", "2")
    monkeypatch.setenv("THROUGHLINE_AS_OF", "2026-06-30")
    settings = database(tmp_path, [gift("11", "500")], [action(0, "OLD1", "900.00")])
    data = ["--data", str(settings.data)]
    done = run("watch", *data)
    assert done.returncode == 2
    assert "no earlier build is kept" in done.stderr
    for number, day in enumerate(("2026-07-31", "2026-08-31", "2026-09-30")):
        monkeypatch.setenv("THROUGHLINE_AS_OF", day)
        more = write_csv(
            tmp_path / f"more{number}.csv", "usaspending_prime_transaction",
            [action(number + 1, "OLD1", "5000000.00", f"2024-0{number + 1}-01")],
        )  # fmt: skip
        load_file(more, settings, Options(), SILENT)
        build(settings, SILENT)
    assert [path.name[:10] for path in builds(settings)] == ["2026-08-31", "2026-07-31"]
    build(settings, SILENT, is_forced=True)
    assert len(builds(settings)) == 2 and builds(settings)[0].name[:10] == "2026-08-31"
    done = run("watch", *data)
    assert done.returncode == 0, done.stderr
    assert "between the builds of 2026-08-31 and 2026-09-30" in done.stdout
    assert "Contract actions over the threshold: 1 new" in done.stdout
    since = run("watch", "--since", "2026-08-15", "--format", "json", *data)
    document = json.loads(since.stdout)
    assert document["old_day"] == "2026-07-31"
    assert document["counts"]["action"]["new"] == 2
    assert earlier(settings, str(builds(settings)[1])) == builds(settings)[1]
    for text, said in (("2026-01-01", "no earlier build of 2026-01-01"), ("May", "is no day")):
        done = run("watch", "--since", text, *data)
        assert (done.returncode, said in done.stderr) == (2, True)


def test_a_disk_without_links_keeps_a_copy(
    copies: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", refused)
    settings = Settings(data=copies[0].parent)
    settings.database.write_bytes(copies[0].read_bytes())
    keep(settings, "another")
    assert [path.read_bytes() for path in builds(settings)] == [copies[0].read_bytes()]


def test_nothing_is_kept_where_history_is_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHLINE_HISTORY", "0")
    settings = database(tmp_path, [gift("11", "500")], [action(0, "OLD1", "900.00")])
    keep(settings, "another")
    assert builds(settings) == []
    for since, said in ((None, "no earlier build"), ("May", "is no day")):
        with pytest.raises(ThroughlineError, match=said):
            earlier(settings, since)
    monkeypatch.setenv("THROUGHLINE_HISTORY", "many")
    with pytest.raises(ThroughlineError, match="THROUGHLINE_HISTORY='many' is no number"):
        Settings()
