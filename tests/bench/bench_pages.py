"""How fast pages open on a database of full size, and how much memory the server then holds.

Run: `python -m tests.bench.bench_pages [DATA]` (a full-size database is generated unless DATA
holds one: about 15 minutes and 15 GB of temporary disk). Each page is opened at 12 addresses in
Chromium, the largest ones and some drawn by hash, and timed from navigation until its title is
painted and until all of it is. It prints figures and asserts none. The server's memory is VmRSS: up
to 1 GB of it is what dashboards/base/queries.py lets DuckDB keep.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import quote, unquote

import duckdb
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as BrowserTimeoutError

from etl.common.queries import Query
from etl.common.settings import ROOT
from tests.bench.full.cast import Sizes
from tests.bench.full.size import main as make_full_size
from tests.bench.measure import FLAG, Figures, answer, bench_folder, measured

MODULE = "tests.bench.bench_pages"
EACH = 12


def _some(table: str, column: str, largest: str) -> str:
    """Six with most and six drawn by hash."""
    return (
        f"(select {column} from {table} order by {largest} desc nulls last, {column} limit 6) "
        f"union all (select {column} from {table} order by hash({column}) limit 6)"
    )


_PERSON = "(select * from marts.entity where entity_kind = 'person' and entity_id like 'person:%')"
_NAMED = "(select * from marts.search_name where entity_kind = '{kind}')"
# the start of an address → a query whose texts end it
PAGES = {
    "/": "select ''",
    "/search?q=": "(select name from marts.contractor order by award_count desc, name limit 3) "
    "union all (select left(name, 5) || substr(name, 7) from marts.contractor "
    "order by hash(name) limit 3) union all "
    f"(select name from {_NAMED.format(kind='person')} order by hash(name) limit 3) union all "
    "(select piid from marts.award order by hash(piid) limit 1) union all "
    "select 'aerospace' union all select 'no such name'",
    "/contractor": "select ''",
    "/contractor?id=": _some("marts.contractor", "organization_id", "award_count"),
    "/agency": "select ''",
    "/agency?id=": _some("marts.agency", "agency_id", "award_count"),
    "/person?id=": _some(_PERSON, "entity_id", "link_count"),
    "/committee?id=": _some(
        "(select * from marts.entity where entity_kind = 'committee')", "entity_id", "link_count"
    ),
    "/member?id=": _some("marts.member", "person_id", "congress_committee_count"),
    "/award?id=": _some("marts.award", "award_key", "action_count"),
    "/graph?entity=": _some("marts.entity", "entity_id", "link_count"),
    "/flags": "select ''",
    "/money": "select ''",
    "/case": "select ''",
    "/review": "select ''",
    "/methods": "select ''",
    "/records?link=": _some("marts.edge", "link_id", "record_count"),
    "/records?flag=": _some("marts.flag", "flag_id", "len(evidence)"),
}
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
BROWSER += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PAINTED = """
window.painted = {};
const look = () => requestAnimationFrame(() => {
  const title = document.querySelector('[data-testid="stMain"] h1');
  const app = document.querySelector('[data-testid="stApp"]');
  if (title && title.textContent.trim()) window.painted.title ??= performance.now();
  if (window.painted.title && app.dataset.testScriptState === 'notRunning')
    window.painted.whole ??= performance.now();
});
new MutationObserver(look).observe(document, {subtree: true, childList: true, attributes: true});
"""


@dataclass(frozen=True)
class Visit:
    """One opened address, in seconds; `problem` is what the page says went wrong."""

    address: str
    title: float
    whole: float
    problem: str


def addresses(data: Path, start: str) -> list[str]:
    """Twelve addresses of a page; the same one again where it has only one."""
    with duckdb.connect(str(data / "throughline.duckdb"), read_only=True) as engine:
        found = [start + quote(row[0]) for row in engine.execute(PAGES[start]).fetchall()]
    return (found * EACH)[:EACH] if found else []


@contextmanager
def _server(data: Path) -> Iterator[tuple[str, int]]:
    """A dashboard on the data: its address and the number of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "streamlit", "run", "dashboards/app.py"]
    words += ["--server.port", str(port)]
    variables = os.environ | {"THROUGHLINE_DATA": str(data)}
    server = subprocess.Popen(words, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(address: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(address)


@contextmanager
def _browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=BROWSER)
        yield browser
        browser.close()


def visited(page: Page, server: str, address: str) -> Visit:
    """Open an address; the page itself notes when the title and the whole are painted."""
    page.goto(server + address, wait_until="commit")
    try:
        page.wait_for_function("window.painted?.whole", timeout=60_000)
    except BrowserTimeoutError:
        return Visit(address, 60.0, 60.0, "not done after 60 seconds")
    painted = page.evaluate("window.painted")
    problem = page.locator('[data-testid="stException"]')
    said = problem.first.inner_text()[:200] if problem.count() else ""
    return Visit(address, painted["title"] / 1000, painted["whole"] / 1000, said)


def resident_mb(process: int) -> float:
    """VmRSS of a process."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _said(start: str, visits: list[Visit], memory: float) -> None:
    """One line for a page, and one for each address that went wrong."""
    times = sorted(visit.whole for visit in visits)
    late = times[max(0, round(0.95 * len(times)) - 1)]
    longest = max(visits, key=lambda visit: visit.whole)
    print(
        f"{start:16} median {median(times):5.2f} s  95th {late:5.2f}  longest {times[-1]:5.2f}  "
        f"title {median(visit.title for visit in visits):5.2f}  server {memory:5,.0f} MB  "
        f"{longest.address[:70]}",
        flush=True,
    )
    for visit in visits:
        if visit.problem:
            print(f"  {visit.address}: {visit.problem}", flush=True)


def measure(data: Path, starts: list[str]) -> None:
    """Visit every page; the first visit of all, which fills the browser's cache, is not told."""
    with _server(data) as (server, process), _browser() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1500})
        page.add_init_script(PAINTED)
        visited(page, server, "/methods")
        print(f"{'':16} server at first {resident_mb(process):,.0f} MB", flush=True)
        for start in starts:
            visits = [visited(page, server, address) for address in addresses(data, start)]
            if visits:
                _said(start, visits, resident_mb(process))
            else:
                print(f"{start:16} nothing to open", flush=True)


def held(data: Path, kept: str) -> Figures:
    """Megabytes that this process and its DuckDB hold after every page was run in it."""
    os.environ["THROUGHLINE_DATA"] = kept
    from dashboards import queries  # the database is chosen by the environment
    from tests.dashboards.opening import opened

    for start in PAGES:
        path, _, key = start.partition("?")
        for address in dict.fromkeys(addresses(Path(kept), start)):
            query = {key.rstrip("="): unquote(address[len(start) :])} if key else {}
            opened(f"views/{path.strip('/') or 'overview'}.py", **query)
    own = queries.one(
        Query(
            "bench/memory", "select sum(memory_usage_bytes)::double as bytes from duckdb_memory()"
        )
    )
    return {"resident": resident_mb(os.getpid()), "duckdb": float(str(own["bytes"])) / 2**20}


def _said_held(data: Path) -> None:
    """Memory, in a process that runs every page without a browser."""
    with bench_folder("held") as folder:
        figures = measured(MODULE, "held", folder, data)
    print(
        f"memory after every page: {figures['resident']:,.0f} MB, DuckDB's own "
        f"{figures['duckdb']:,.0f} MB, beyond it "
        f"{figures['resident'] - figures['duckdb']:,.0f} MB",
        flush=True,
    )


def main(arguments: list[str]) -> None:
    """Measure the data that is given, or generate some."""
    if arguments:
        measure(Path(arguments[0]), arguments[1:] or list(PAGES))
        _said_held(Path(arguments[0]))
        return
    with bench_folder("pages") as folder:
        make_full_size(folder, Sizes())
        measure(folder, list(PAGES))
        _said_held(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == [FLAG]:
        answer({"held": held}, sys.argv[2:])
    else:
        main(sys.argv[1:])
