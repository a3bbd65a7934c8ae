"""The jobs of a reporter, done in Chromium from the first page and held against the records.

`python -m tests.bench.jobs [DATA]` does those of the bundled case and, where DATA is a data
folder with a build of all shared records, those of its records; `--only NAME` does one, `--shots
DIR` keeps a picture of each end. Clicks and Enter count, typing does not.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from etl.common.settings import ROOT, Settings
from tests.bench.jobs import brought, on_case, on_records
from tests.bench.jobs.reporter import Job, Outcome, Records, do_job
from tests.browser.conftest import FLAGS, chromium
from tests.fixtures.fetching import addresses
from tests.fixtures.publishers import Publishers
from tests.fixtures.serving import Ways, serving


@dataclass(frozen=True)
class Bench:
    """What the jobs are done with: a browser, which of them, and where pictures go."""

    browser: Browser
    only: Sequence[str] = ()
    shots: Path | None = None

    def do_all(
        self, data: Path, jobs: Sequence[Job], variables: Mapping[str, str]
    ) -> list[Outcome]:
        """Jobs on one data folder, in order, each in a tab of its own."""
        wanted = [job for job in jobs if not self.only or job.__name__ in self.only]
        if not wanted:
            return []
        records = Records(Settings(data=data).database)
        with serving(data, data / "jobs.log", Ways(variables=variables)) as server:
            root = f"http://127.0.0.1:{server.port}"
            return [told(do_job(self.browser, root, records, job, self.shots)) for job in wanted]


def of_case(bench: Bench, case: Path) -> list[Outcome]:
    """Jobs on the bundled case, and on a copy of it into which a firm is brought."""
    outcomes = bench.do_all(case, on_case.JOBS, {})
    with tempfile.TemporaryDirectory() as folder, Publishers() as publishers:
        copy = Path(folder) / "data"
        shutil.copytree(case, copy)
        publishers.usaspending.add_award("CONT_AWD_ACME0001_9700_-NONE-_-NONE-", actions=3)
        publishers.fec.add_receipts(30)
        publishers.fec.add_committee()
        return outcomes + bench.do_all(copy, brought.BROUGHT, addresses(publishers))


def built_case(folder: Path) -> Path:
    """The bundled case, built."""
    variables = os.environ | {"THROUGHLINE_DATA": str(folder)}
    command = [sys.executable, "-m", "etl", "run", "--case", "golden_dome"]
    subprocess.run(command, cwd=ROOT, env=variables, check=True, capture_output=True)
    return folder


def told(outcome: Outcome) -> Outcome:
    """The line of a job, as soon as it is done."""
    sys.stdout.write(outcome.line + "\n")
    sys.stdout.flush()
    return outcome


def main() -> int:
    """All jobs; 0 where each ended right."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("data", nargs="?", type=Path)
    words.add_argument("--case", type=Path, help="a folder with the case, else one is built")
    words.add_argument("--only", action="append", default=[])
    words.add_argument("--shots", type=Path)
    given = words.parse_args()
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        bench = Bench(browser, given.only, given.shots)
        told_heads()
        outcomes = of_case(bench, given.case or built_case(Path(folder) / "case"))
        if given.data:
            jobs = [*on_records.JOBS, *brought.LISTED]
            outcomes += bench.do_all(given.data, jobs, {})
        browser.close()
    return int(any(outcome.wrong for outcome in outcomes))


def told_heads() -> None:
    """The head of the table."""
    sys.stdout.write("| job | clicks | seconds | ended | asserted |\n|---|---:|---:|---|---|\n")


if __name__ == "__main__":
    sys.exit(main())
