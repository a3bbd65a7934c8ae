"""`fetch --bulk` and `--update` from outside: kills, plans, two at once, a torn manifest."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from etl.commands.fetch import Pace, update_all
from etl.common.settings import ROOT, ThroughlineError
from etl.fetch.manifest import Entry, entries, only_one, record
from tests.etl.fetch.test_bulk import FULL, archive, bulk, kept
from tests.fixtures.fetching import command, environment, settings_for
from tests.fixtures.publishers import Publishers
from tests.fixtures.wire import every, zip_of

CM = ("fetch", "--bulk", "fec", "--cycle", "2024", "--tables", "cm")


@pytest.fixture
def publishers() -> Iterator[Publishers]:
    with Publishers() as found:
        yield found


def killed(
    publishers: Publishers, data: Path, words: tuple[str, ...], until: tuple[str, int]
) -> None:
    """Run a command, and kill it once so many requests have come whose path holds a part."""
    run = subprocess.Popen(
        [sys.executable, "-m", "etl", *words],
        cwd=ROOT,
        env=environment(publishers, data),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    publishers.wait_for(*until)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()


def test_a_killed_download_goes_on(publishers: Publishers, tmp_path: Path) -> None:
    data = zip_of(1, 400_000)
    publishers.bulk.add(2024, "cm24.zip", data)
    publishers.cut("cm24", 300_000)
    publishers.stall("cm24", skip=1)
    killed(publishers, tmp_path, CM, ("cm24", 2))
    publishers.heal()
    with only_one(settings_for(publishers, tmp_path)):
        bulk(publishers, tmp_path).fetch_fec(2024, ("cm",))
    asked = int(publishers.requests[-1].headers["range"].strip("bytes=-"))
    assert asked > 250_000
    assert (tmp_path / "downloads/fec/2024/cm24.zip").read_bytes() == data


def test_a_killed_wait_goes_on(publishers: Publishers, tmp_path: Path) -> None:
    publishers.usaspending.download_states = ["running"]
    words = ("fetch", "--bulk", "contracts", "--fiscal-year", "2024", "--agency", "097")
    killed(publishers, tmp_path, words, ("download/status", 1))
    publishers.usaspending.download_states = ["finished"]
    assert bulk(publishers, tmp_path).fetch_contracts(2024, "097")
    made = [request for request in publishers.requests if "bulk_download/awards" in request.path]
    assert len(made) == 1


@pytest.mark.parametrize("is_listed", [True, False])
def test_a_plan_fetches_nothing(publishers: Publishers, tmp_path: Path, is_listed: bool) -> None:
    publishers.bulk.add(2024, "cm24.zip", zip_of(1))
    if is_listed:
        archive(publishers, FULL.format("0106"), 1)
    with only_one(settings_for(publishers, tmp_path)):
        assert bulk(publishers, tmp_path, is_dry=True).fetch_fec(2024, ("cm",)) == []
        assert bulk(publishers, tmp_path, is_dry=True).fetch_contracts(2024, "097") == []
    assert [path.name for path in (tmp_path / "downloads").rglob("*")] == [".lock"]
    assert not any(
        r.method == "GET" or "bulk_download/awards" in r.path for r in publishers.requests
    )


def test_two_at_once(publishers: Publishers, tmp_path: Path) -> None:
    with only_one(settings_for(publishers, tmp_path)):
        done = command(publishers, tmp_path, *CM)
    assert done.returncode == 2 and done.stderr.startswith("error: another fetch is writing")


@pytest.mark.parametrize("words", [("--uei", "ACMEROCKET01"), ("--since", "2024-01-01")])
def test_words_are_not_passed_over(
    publishers: Publishers, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = command(publishers, tmp_path, *CM, *words)
    assert done.returncode == 2 and "--bulk fetches whole files" in done.stderr


def test_a_data_folder_that_cannot_be_written(publishers: Publishers, tmp_path: Path) -> None:
    (tmp_path / "downloads").write_text("a file where the folder should be")
    with (
        pytest.raises(ThroughlineError, match="cannot be written"),
        only_one(settings_for(publishers, tmp_path)),
    ):
        pass


def test_an_update_fetches_what_changed(publishers: Publishers, tmp_path: Path) -> None:
    for cycle, name in ((1998, "cm98.zip"), (2024, "cm24.zip"), (2024, "cn24.zip")):
        publishers.bulk.add(cycle, name, zip_of(cycle % 100), etag=f'"{name}"')
        bulk(publishers, tmp_path).fetch_fec(cycle, (name[:2],))
    bulk(publishers, tmp_path).fetch_contracts(2024, "097")
    archive(publishers, FULL.format("0106"), 1)
    publishers.bulk.replace(2024, "cm24.zip", zip_of(7))
    publishers.bulk.replace(1998, "cm98.zip", zip_of(8))
    settings = settings_for(publishers, tmp_path)
    before = len(entries(settings))
    update_all(settings, Pace(True, False, False, 2))
    assert len(entries(settings)) == before
    update_all(settings, Pace(False, False, False, 2))
    new = [Path(entry.path).name for entry in entries(settings)[before:]]
    assert new == ["cm98.zip", "cm24.zip", FULL.format("0106")]
    assert kept(tmp_path) == [FULL.format("0106"), "cm24.zip", "cm98.zip", "cn24.zip"]


def test_a_planned_update_walks_nothing(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipts(3, committee_id="C00900001")
    assert command(publishers, tmp_path, "fetch", "--committee", "C00900001").returncode == 0
    before = {path: path.read_bytes() for path in (tmp_path / "downloads").rglob("*.json*")}
    done = command(publishers, tmp_path, "fetch", "--update", "--dry-run")
    assert done.returncode == 0 and "nothing was kept" in done.stdout
    assert {p: p.read_bytes() for p in (tmp_path / "downloads").rglob("*.json*")} == before


ENTRY = Entry("file", "fec", "http://x/", "fec/cm24.zip", "2025-01-06", 1, "1" * 64, "one")


@pytest.mark.parametrize("torn", ['{"kind": "fi', "\0\0\0", '{"kind": "file"}', "\udcff"])
def test_a_torn_line_is_mended(publishers: Publishers, tmp_path: Path, torn: str) -> None:
    settings = settings_for(publishers, tmp_path)
    record(ENTRY, settings)
    with (settings.downloads / "manifest.jsonl").open("ab") as stream:
        stream.write(torn.encode(errors="surrogateescape"))
    assert entries(settings) == [ENTRY]
    record(replace(ENTRY, replaces="two"), settings)
    record(replace(ENTRY, replaces="three"), settings)
    assert [entry.replaces for entry in entries(settings)] == ["one", "two", "three"]


def test_a_line_that_lacks_only_its_end_is_kept(publishers: Publishers, tmp_path: Path) -> None:
    settings = settings_for(publishers, tmp_path)
    record(ENTRY, settings)
    path = settings.downloads / "manifest.jsonl"
    path.write_bytes(path.read_bytes()[:-1])
    record(replace(ENTRY, replaces="two"), settings)
    assert [entry.replaces for entry in entries(settings)] == ["one", "two"]


@pytest.mark.parametrize("line", ["{", "[]", "7", json.dumps({"kind": "file"}), "\udcff"])
def test_a_spoilt_manifest_is_said(publishers: Publishers, tmp_path: Path, line: str) -> None:
    settings = settings_for(publishers, tmp_path)
    record(ENTRY, settings)
    path = settings.downloads / "manifest.jsonl"
    path.write_bytes(line.encode(errors="surrogateescape") + b"\n" + path.read_bytes())
    assert "manifest.jsonl, line 1" in str(every(lambda: entries(settings)))
