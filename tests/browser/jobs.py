"""The jobs of a reporter, done in Chromium from the first page and held against the records.

`python -m tests.browser.jobs [DATA]` does those of the bundled case and, where DATA is a data
folder with a build of all shared records, those of its records; `--only NAME` does one, `--shots
DIR` keeps a picture of each end. Clicks and Enter count, typing does not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from etl.common.settings import Settings
from tests.browser import jobs_case, jobs_records
from tests.browser.conftest import FLAGS, chromium
from tests.browser.jobs_reporter import Job, Outcome, Records, do_job
from tests.fixtures.serving import served


def of_data(browser: Browser, data: Path, jobs: Sequence[Job], shots: Path | None) -> list[Outcome]:
    """Jobs on one data folder, each in a tab of its own."""
    records = Records(Settings(data=data).database)
    if not jobs:
        return []
    with served(data) as root:
        return [told(do_job(browser, root, records, job, shots)) for job in jobs]


def told(outcome: Outcome) -> Outcome:
    """The line of a job, as soon as it is done."""
    sys.stdout.write(outcome.line + "\n")
    sys.stdout.flush()
    return outcome


def main() -> int:
    """All jobs; 0 where each ended right."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("data", nargs="?", type=Path)
    words.add_argument("--case", type=Path)
    words.add_argument("--only", action="append", default=[])
    words.add_argument("--shots", type=Path)
    given = words.parse_args()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        outcomes = []
        for data, jobs in ((given.case, jobs_case.JOBS), (given.data, jobs_records.JOBS)):
            if data:
                wanted = [job for job in jobs if not given.only or job.__name__ in given.only]
                outcomes += of_data(browser, data, wanted, given.shots)
        browser.close()
    return int(any(outcome.wrong for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
