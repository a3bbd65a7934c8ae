"""A fetch that is stopped at any moment goes on where it was, and ends in the same bytes."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from etl.common.asking import PublisherError, UnavailableError
from etl.common.settings import ROOT, Settings, ThroughlineError
from etl.fetch.manifest import entries
from etl.fetch.searching import Mode
from etl.lake.intake import load_downloads
from tests.fixtures import lake_rows
from tests.fixtures.fetching import (
    SILENT,
    answers,
    command,
    environment,
    fetched,
    lake_files,
    settings_for,
    wanted,
)
from tests.fixtures.publishers import Publishers

COMMITTEE = "C00900001"
UEI = "ACMEROCKET01"
BOTH = wanted(ueis=(UEI,), committees=(COMMITTEE,))
WORDS = ("fetch", "--uei", UEI, "--committee", COMMITTEE)


@contextmanager
def _publishers() -> Iterator[Publishers]:
    with Publishers() as running:
        running.fec.add_receipts(930, undated=210)
        running.fec.add_committee(committee_id=COMMITTEE)
        for number in range(12):
            running.usaspending.add_award(
                award_key=f"CONT_AWD_ACME{number:04d}_9700_-NONE-_-NONE-",
                uei=UEI,
                recipient_name="ACME ROCKETS LLC",
                actions=4,
                subawards=3 if number % 4 == 0 else 0,
            )
        yield running


@pytest.fixture
def publishers() -> Iterator[Publishers]:
    with _publishers() as running:
        yield running


@pytest.fixture(scope="module")
def _fetched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("fetched")
    with _publishers() as running:
        fetched(running, data, BOTH)
    return data


@pytest.fixture
def whole(_fetched: Path, tmp_path: Path) -> Path:
    """An uninterrupted fetch of the same, of other publishers that say the same."""
    shutil.copytree(_fetched, tmp_path / "whole")
    return tmp_path / "whole"


def same_bytes(data: Path, whole: Path) -> bool:
    return answers(data) == answers(whole) and lake_files(data) == lake_files(whole)


@pytest.mark.parametrize("skip", [0, 1, 4, 9])
def test_a_refusal_on_the_way_loses_nothing(
    publishers: Publishers, whole: Path, tmp_path: Path, skip: int
) -> None:
    data = tmp_path / "stopped"
    publishers.fail("schedule_a", status=400, times=1, body=b'{"message": "no"}', skip=skip)
    with pytest.raises(PublisherError, match="refused the request"):
        fetched(publishers, data, BOTH)
    before = len([r for r in publishers.requests if "schedule_a" in r.path])
    fetched(publishers, data, BOTH)
    asked = [r for r in publishers.requests if "schedule_a" in r.path]
    assert before == skip + 1
    pages = len([name for name in answers(whole) if "schedule_a" in name])
    assert len(asked) - before == pages - skip
    assert same_bytes(data, whole)


@pytest.mark.parametrize("place", ["/awards/CONT", "/transactions/", "/subawards/"])
def test_an_outage_in_the_middle_of_many_awards(
    publishers: Publishers, whole: Path, tmp_path: Path, place: str
) -> None:
    data = tmp_path / "stopped"
    publishers.fail(place, status=503, times=60, skip=2)
    with pytest.raises(UnavailableError, match="out of service"):
        fetched(publishers, data, BOTH)
    publishers.heal()
    fetched(publishers, data, BOTH)
    assert same_bytes(data, whole)


def test_killed_at_any_moment(publishers: Publishers, whole: Path, tmp_path: Path) -> None:
    data = tmp_path / "killed"
    for count in (2, 9, 20):
        publishers.requests.clear()
        publishers.stall("", times=999, skip=count)
        run = subprocess.Popen(
            [sys.executable, "-m", "etl", *WORDS],
            cwd=ROOT,
            env=environment(publishers, data),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        publishers.wait_for("", count + 1)
        run.send_signal(signal.SIGKILL)
        run.wait()
        publishers.heal()
    done = command(publishers, data, *WORDS)
    assert done.returncode == 0, done.stderr
    assert same_bytes(data, whole)


def interruptible() -> None:
    """Undo what a shell does to the tests when it runs them behind: it has Ctrl-C ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_says_that_it_goes_on(publishers: Publishers, tmp_path: Path) -> None:
    publishers.stall("", times=999, skip=2)
    run = subprocess.Popen(
        [sys.executable, "-m", "etl", *WORDS],
        cwd=ROOT,
        env=environment(publishers, tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=interruptible,
    )
    publishers.wait_for("", 3)
    run.send_signal(signal.SIGINT)
    _, error = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "goes on where it was" in error and "Traceback" not in error


def damage(data: Path, how: str) -> None:
    """Harm what an interrupted fetch left, as a power cut would."""
    walk = next((data / "downloads" / "fec" / "schedule_a").iterdir())
    (walk / "totals.json").unlink()
    listing, page = walk / "pages.jsonl", walk / "00000-00004.json.gz"
    lines = listing.read_text().splitlines()
    if how == "torn line":
        listing.write_text("\n".join(lines[:5]) + "\n" + lines[5][:40])
    elif how == "torn page":
        page.write_bytes(page.read_bytes()[:50])
    elif how == "other bytes":
        page.write_bytes(gzip.compress(b'{"results": []}', mtime=0))
    elif how == "no page":
        page.unlink()
    elif how == "no list":
        listing.unlink()
    elif how == "noise":
        listing.write_text("\n".join(["{}", "null", "[1]", "\x00\x00", *lines]) + "\n")


@pytest.mark.parametrize(
    "how", ["torn line", "torn page", "other bytes", "no page", "no list", "noise"]
)
def test_what_a_power_cut_leaves_is_mended(
    publishers: Publishers, whole: Path, tmp_path: Path, how: str
) -> None:
    data = tmp_path / "cut"
    fetched(publishers, data, BOTH)
    damage(data, how)
    fetched(publishers, data, BOTH)
    assert same_bytes(data, whole)


def test_the_lake_is_made_again_without_the_publisher(whole: Path, tmp_path: Path) -> None:
    before = lake_files(whole)
    shutil.rmtree(whole / "lake")
    nowhere = Settings(
        data=whole,
        given={"FEC_API_URL": "http://127.0.0.1:9", "USASPENDING_API_URL": "http://0.0.0.0"},
    )
    load_downloads(nowhere, SILENT)
    assert lake_files(whole) == before


def test_every_answer_is_kept_with_its_request_and_time(
    publishers: Publishers, whole: Path
) -> None:
    walk = next((whole / "downloads" / "fec" / "schedule_a").iterdir())
    lines = [json.loads(line) for line in (walk / "pages.jsonl").read_text().splitlines()]
    for line in lines:
        assert line["request"]["path"] == "schedules/schedule_a/"
        assert ["committee_id", COMMITTEE] in line["request"]["params"]
        assert line["retrieved_at"].startswith("20") and line["retrieved_at"].endswith("+00:00")
        stored = json.loads(gzip.decompress((walk / line["file"]).read_bytes()))
        assert len(stored["results"]) == line["row_count"]
    entry = next(e for e in entries(settings_for(publishers, whole)) if "schedule_a" in e.path)
    assert entry.url.endswith(
        "/v1/schedules/schedule_a/?committee_id=C00900001&per_page=100"
        "&sort=contribution_receipt_date"
    )


def test_an_answer_changed_after_the_fetch_is_not_loaded(whole: Path) -> None:
    walk = next((whole / "downloads" / "fec" / "schedule_a").iterdir())
    (walk / "00000-00004.json.gz").write_bytes(gzip.compress(b'{"results": []}', mtime=0))
    shutil.rmtree(whole / "lake")
    with pytest.raises(ThroughlineError, match="is not what was fetched"):
        load_downloads(Settings(data=whole), SILENT)
    assert not [r for r in load_rows(whole) if "schedule_a" in r]


def load_rows(data: Path) -> list[str]:
    folder = data / "lake" / "fec_api_schedule_a"
    return [path.name for path in folder.iterdir()] if folder.exists() else []


def test_a_newer_walk_takes_the_place_of_the_older(publishers: Publishers, whole: Path) -> None:
    rows = lake_rows(whole, "usaspending_api_transaction")
    fetched(publishers, whole, BOTH, Mode(is_again=True))
    assert lake_rows(whole, "usaspending_api_transaction") == rows
    publishers.usaspending.add_award(
        award_key="CONT_AWD_ACME0000_9700_-NONE-_-NONE-", uei=UEI, actions=1
    )
    fetched(publishers, whole, BOTH, Mode(is_again=True))
    assert len(lake_rows(whole, "usaspending_api_transaction")) == len(rows) - 3


def test_an_outage_while_asking_again_keeps_what_is_here(
    publishers: Publishers, whole: Path
) -> None:
    before = answers(whole), lake_files(whole)
    publishers.fail("schedule_a", status=400, times=1, skip=3)
    with pytest.raises(PublisherError):
        fetched(publishers, whole, BOTH, Mode(is_again=True))
    shutil.rmtree(whole / "lake")
    load_downloads(Settings(data=whole), SILENT)
    assert {name: hash for name, hash in answers(whole).items() if ".new/" not in name} == before[0]
    assert lake_files(whole) == before[1]
    publishers.requests.clear()
    fetched(publishers, whole, BOTH, Mode(is_again=True))
    assert len([r for r in publishers.requests if "schedule_a" in r.path]) == 8
    assert answers(whole) == before[0]


def test_a_search_begun_long_ago_begins_anew(
    publishers: Publishers, whole: Path, tmp_path: Path
) -> None:
    data = tmp_path / "old"
    publishers.fail("schedule_a", status=400, times=1, skip=5)
    with pytest.raises(PublisherError):
        fetched(publishers, data, BOTH)
    walk = next((data / "downloads" / "fec" / "schedule_a").iterdir())
    header = json.loads((walk / "walk.json").read_text())
    (walk / "walk.json").write_text(json.dumps(header | {"asked_at": "2026-01-01T00:00:00+00:00"}))
    publishers.requests.clear()
    fetched(publishers, data, BOTH)
    assert len([r for r in publishers.requests if "schedule_a" in r.path]) == 11
    assert same_bytes(data, whole)


def test_ctrl_c_does_not_wait_for_an_answer(publishers: Publishers, tmp_path: Path) -> None:
    publishers.stall("schedule_a", times=9)
    run = subprocess.Popen(
        [sys.executable, "-m", "etl", "fetch", "--committee", COMMITTEE],
        cwd=ROOT,
        env=environment(publishers, tmp_path),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=interruptible,
    )
    publishers.wait_for("schedule_a")
    run.send_signal(signal.SIGINT)
    # the answer is held until the test has ended
    _, error = run.communicate(timeout=60)
    assert run.returncode == 130 and "goes on where it was" in error


def test_one_failure_ends_the_other_lists_waits(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fail("/awards/CONT", status=503, times=1, headers={"Retry-After": "50"})
    publishers.fail("/awards/CONT", status=400, times=1, skip=1)
    with pytest.raises(PublisherError):
        fetched(publishers, tmp_path, BOTH)
    asked = [request.path for request in publishers.requests if "/awards/CONT" in request.path]
    assert len(asked) == len(set(asked)), "the one that was to wait was asked again"
