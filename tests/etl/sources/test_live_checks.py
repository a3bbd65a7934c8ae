"""The checks of the real publishers hold against the imitated ones, and say where none answers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.common.settings import ROOT, this_day
from tests.fixtures.fetching import environment
from tests.fixtures.publishers import Publishers

COMMITTEE = "C00900001"
UEI = "ACMEROCKET01"
MOST_CALLS = 12


@pytest.fixture
def publishers() -> Iterator[Publishers]:
    with Publishers() as running:
        year = this_day().year
        running.fec.add_receipts(250, undated=20)
        running.fec.add_committee()
        running.usaspending.add_awards(250, uei=UEI)
        running.usaspending.add_archive(
            f"FY{year - 1}_All_Contracts_Full_20250106.zip", b"zip", year - 1
        )
        running.usaspending.add_archive("FY(All)_All_Contracts_Delta_20250106.zip", b"zip", None)
        cycle = year - year % 2
        running.bulk.add(cycle, f"ccl{cycle % 100:02d}.zip", b"zip")
        yield running


def live(variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.live", "--committee", COMMITTEE, "--uei", UEI],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_check_finds_the_publishers_as_described(
    publishers: Publishers, tmp_path: Path
) -> None:
    done = live(environment(publishers, tmp_path) | {"THROUGHLINE_LIVE": "1"})
    assert done.stdout.count("as described ") == 8, done.stdout + done.stderr
    assert "8 of 8 as described" in done.stdout
    assert done.returncode == 0
    assert len(publishers.requests) <= MOST_CALLS


def test_what_differs_is_named(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.drop_field = "contributor_employer"
    publishers.usaspending.lose_transactions = set(publishers.usaspending.awards)
    done = live(environment(publishers, tmp_path) | {"THROUGHLINE_LIVE": "1"})
    assert "FEC receipts by keyset" in done.stdout and "contributor_employer" in done.stdout
    assert done.returncode == 1


def test_without_network_each_check_says_so(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9/v1"
    names = ("USASPENDING_API_URL", "FEC_API_URL", "FEC_BULK_URL")
    done = live(os.environ | dict.fromkeys(names, nowhere) | {"THROUGHLINE_LIVE": "1"})
    assert done.stdout.count("NOT CHECKED") == 8 and "no network" in done.stdout
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_nothing_is_asked_unless_it_is_meant(publishers: Publishers, tmp_path: Path) -> None:
    done = live(environment(publishers, tmp_path) | {"THROUGHLINE_LIVE": ""})
    assert done.returncode == 2 and "THROUGHLINE_LIVE=1" in done.stderr
    assert publishers.requests == []
