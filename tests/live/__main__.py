"""Whether the publishers still are as SOURCES describes them: at most 12 calls, by hand only.

Run: `make live`, or `THROUGHLINE_LIVE=1 python -m tests.live [--committee ID] [--uei UEI]`. No test
and no CI runs it. FEC_API_KEY is your key; without one, DEMO_KEY's few calls an hour are used.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from etl.common.settings import ThroughlineError
from tests.live.checks import CHECKS, Check, Live, Subjects

HELP = "tests.live asks the real publishers: set THROUGHLINE_LIVE=1 if you mean it"


def main() -> int:
    """Run each check; 0 when all is as described, 1 when something differs or is out of reach."""
    if os.environ.get("THROUGHLINE_LIVE") != "1":
        print(HELP, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="live-") as folder:
        live = Live(_subjects(), Path(folder))
        failures = sum(not _is_passed(title, check, live) for title, check in CHECKS.items())
    print(f"{len(CHECKS) - failures} of {len(CHECKS)} as described, {live.calls} calls")
    return 1 if failures else 0


def _subjects() -> Subjects:
    known = Subjects()
    parser = argparse.ArgumentParser(prog="python -m tests.live", description=__doc__)
    parser.add_argument("--committee", default=known.committee, help="whose receipts are walked")
    parser.add_argument("--uei", default=known.uei, help="whose contracts are searched")
    asked = parser.parse_args()
    return Subjects(asked.committee, asked.uei)


def _is_passed(title: str, check: Check, live: Live) -> bool:
    """Run one check and say what it found."""
    try:
        differences = check(live)
    except ThroughlineError as error:
        print(f"NOT CHECKED  {title}: {error}")
        return False
    for difference in differences:
        print(f"DIFFERS      {title}: {difference}")
    if not differences:
        print(f"as described {title}")
    return not differences


if __name__ == "__main__":
    sys.exit(main())
