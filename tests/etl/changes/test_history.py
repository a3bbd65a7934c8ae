"""Earlier builds in the order in which they were made, whatever the clock says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.build.history import builds, earlier, keep, next_sequence, tell_backward
from etl.build.run import build
from etl.common.settings import Settings
from etl.lake.load import Options, load_file
from tests.etl.changes.two_builds import SILENT, action, database, gift
from tests.fixtures import write_csv

BACK = "the clock went back: a build of 2026-01-15 was made after one of 2026-07-31"


def invented(path: Path, day: str, mark: str, sequence: int | None) -> None:
    """A database that says what it was built from, and nothing else."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    place = "" if sequence is None else f", {sequence}::bigint as sequence"
    with duckdb.connect(str(path)) as engine:
        engine.execute("create schema marts")
        engine.execute(
            f"create table marts.build as select '{mark}' as fingerprint, "
            f"date '{day}' as as_of_date{place}"
        )


def test_a_clock_that_went_back_moves_no_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHLINE_AS_OF", "2026-07-31")
    settings = database(tmp_path, [gift("11", "500")], [action(0, "OLD1", "900.00")])
    for number, day in enumerate(("2026-01-15", "2026-01-15", "2026-01-20")):
        monkeypatch.setenv("THROUGHLINE_AS_OF", day)
        more = write_csv(
            tmp_path / f"more{number}.csv", "usaspending_prime_transaction",
            [action(number + 1, "OLD1", "5000000.00", f"2024-0{number + 1}-01")],
        )  # fmt: skip
        load_file(more, settings, Options(), SILENT)
        # The time of the file says nothing either.
        os.utime(settings.database, ns=(10**18 - number, 10**18 - number))
        said: list[str] = []
        build(settings, SILENT, say=said.append)
        assert any(line.startswith(BACK) for line in said) == (number == 0)
    assert [path.name[:19] for path in builds(settings)] == [
        "2026-01-15-00000003", "2026-01-15-00000002", "2026-07-31-00000001",
    ]  # fmt: skip
    run = ["watch", "--data", str(settings.data), "--format", "json"]
    done = CliRunner().invoke(app, run)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["counts"]["action"]["new"] == 1
    assert done.stderr.startswith(BACK)
    since = CliRunner().invoke(app, [*run, "--since", "2026-08-01"])
    assert json.loads(since.stdout)["old_day"] == "2026-01-15"
    diff = ["diff", str(builds(settings)[2]), str(settings.database)]
    told = CliRunner().invoke(app, diff).stdout
    assert "Contract actions over the threshold: 3 new" in told
    assert "bears the earlier day (2026-01-20, after 2026-07-31): the clock went back" in told
    assert "clock" not in CliRunner().invoke(app, [*diff[:1], *diff[:0:-1]]).stdout


def test_the_same_inputs_keep_their_place_and_a_lost_database_is_counted_on(
    tmp_path: Path,
) -> None:
    settings = Settings(data=tmp_path)
    assert next_sequence(settings, "a") == 1
    invented(settings.database, "2026-06-30", "a" * 8, 4)
    assert (next_sequence(settings, "a" * 8), next_sequence(settings, "b")) == (4, 5)
    keep(settings, "b")
    settings.database.unlink()
    assert next_sequence(settings, "c") == 5
    assert tell_backward(settings) == []


def test_builds_of_an_earlier_program_come_first(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    for name in (
        "2026-09-01-1790000000000000000-aaaaaaaa", "2026-09-02-1780000000000000000-bbbbbbbb",
    ):  # fmt: skip
        invented(settings.history / f"{name}.duckdb", name[:10], name[-8:], None)
    invented(settings.database, "2026-08-30", "cccccccc", None)
    assert next_sequence(settings, "d") == 1
    keep(settings, "d")
    assert [path.stem[-8:] for path in builds(settings)] == ["cccccccc", "aaaaaaaa", "bbbbbbbb"]
    assert earlier(settings).name == "2026-08-30-00000000-cccccccc.duckdb"
    assert earlier(settings, "2026-09-01").name == "2026-08-30-00000000-cccccccc.duckdb"
