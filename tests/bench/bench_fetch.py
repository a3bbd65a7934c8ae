"""How fast a long search is fetched and loaded, against a bare loop over the same pages.

Run: `python -m tests.bench.bench_fetch [ROWS]` (100,000 rows of Schedule A unless told). The
publisher is imitated by this process, the client is another: both share the machine, and no pace
is kept. It prints figures and asserts none.
"""

from __future__ import annotations

import sys
from pathlib import Path

import requests

from etl.common.progress import Progress
from etl.common.publisher import Targets
from etl.common.settings import Settings
from etl.fetch.http import Limits
from etl.fetch.searching import Fetch
from etl.lake.intake import load_downloads
from tests.bench.measure import FLAG, Figures, answer, bench_folder, bytes_under, measured, said
from tests.fixtures.publishers import Publishers

MODULE = "tests.bench.bench_fetch"
ROWS = 100_000
UNDATED = 500
TIED = 1_000
COMMITTEE = "C00900001"
KEY = "SECRET-KEY"
NULL_BLOCK = ("last_index", "sort_null_only")


def _bare(data: Path, url: str) -> Figures:
    """A requests session that parses each page and drops it."""
    asked = {"committee_id": COMMITTEE, "per_page": "100", "sort": "contribution_receipt_date"}
    keys: dict[str, str] = {}
    calls = rows = 0
    with requests.Session() as session:
        session.headers["X-Api-Key"] = KEY
        while True:
            answer = session.get(f"{url}/schedules/schedule_a/", params=asked | keys, timeout=60)
            page = answer.json()
            calls += 1
            rows += len(page["results"])
            if not page["results"]:
                return {"calls": calls, "rows": rows}
            last = page["pagination"]["last_indexes"]
            if "sort_null_only" in keys or "sort_null_only" in last:
                last = {"last_index": last["last_index"], "sort_null_only": "true"}
            keys = last


def _fetched(data: Path, url: str, kept: str) -> Figures:
    """`fetch --committee`: every page kept and counted, and the searches that follow."""
    settings = Settings(data=Path(kept), given={"FEC_API_URL": url, "FEC_API_KEY": KEY})
    run = Fetch(settings, Limits(per_second=0), Progress(False), lambda line: None)
    walked = run.run(Targets({"committees": (COMMITTEE,)}))[0]
    size = bytes_under(walked.store.folder)
    return {"calls": run.clients["fec"].calls, "rows": walked.totals.unique, "kept_bytes": size}


def _loaded(data: Path, url: str, kept: str) -> None:
    """The load of that search into the lake."""
    load_downloads(Settings(data=Path(kept)), Progress(False))


def main(rows: int) -> None:
    """Serve the rows, measure the three ways, print them."""
    with bench_folder("fetch") as folder, Publishers() as publishers:
        publishers.fec.hourly_limit = 10**9
        publishers.fec.add_receipts(rows, undated=UNDATED, tied_dates=TIED)
        publishers.fec.add_committee()
        url, kept = publishers.fec_url, folder / "data"
        print(f"search: {rows:,} rows of Schedule A from a server on this machine", flush=True)
        bare = measured(MODULE, "bare", folder, url)
        _said("bare requests loop", rows, bare, bare)
        _said("fetch", rows, measured(MODULE, "fetch", folder, url, kept), bare)
        said("load of the search", rows, measured(MODULE, "load", folder, url, kept), bare)


def _said(title: str, rows: int, figures: Figures, bare: Figures) -> None:
    said(title, rows, figures, bare)
    kept = figures.get("kept_bytes")
    tail = f", {kept / rows:.0f} bytes a row kept" if kept else ""
    print(f"{'':22} {figures['calls']:,.0f} calls, {figures['rows']:,.0f} rows came{tail}")


if __name__ == "__main__":
    if sys.argv[1:2] == [FLAG]:
        answer({"bare": _bare, "fetch": _fetched, "load": _loaded}, sys.argv[2:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
