"""The graph page in a real browser: click an edge, read its records, leave this machine never."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from etl.settings import ROOT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY = "document.querySelector('.throughline-graph')?.throughlineGraph?.nodes().length > 0"
MIDPOINT = """(label) => {
  const box = document.querySelector('.throughline-graph');
  const edge = box.throughlineGraph.edges().filter((e) => e.data('label').includes(label))[0];
  const middle = edge.renderedMidpoint(), place = box.getBoundingClientRect();
  return [middle.x + place.left, middle.y + place.top];
}"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def address(case_settings) -> Iterator[str]:
    """A dashboard that serves the bundled case."""
    port = _free_port()
    words = [sys.executable, "-m", "streamlit", "run", "dashboards/app.py"]
    words += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    words += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    variables = os.environ | {"THROUGHLINE_DATA": str(case_settings.data)}
    server = subprocess.Popen(words, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL)
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2)
                break
            except OSError:
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of the distribution's Chromium, with the hosts that it asked for."""
    program = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if not program:
        pytest.fail("no Chromium: install it (apt-get install chromium) or set CHROMIUM=/path")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        yield browser.new_page(viewport={"width": 1400, "height": 1500})
        browser.close()


@pytest.mark.browser
def test_clicking_an_edge_shows_its_records(address: str, page: Page, tmp_path: Path) -> None:
    hosts: set[str] = set()
    dialogs: list[str] = []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2].split(":")[0]))
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(f"{address}/graph")
    page.wait_for_function(READY, timeout=60_000)
    page.wait_for_timeout(1500)
    x, y = page.evaluate(MIDPOINT, "$286.7M")
    page.mouse.move(x, y)
    page.mouse.click(x, y, delay=50)
    page.get_by_text("Elon Musk contributed to AMERICA PAC").wait_for(timeout=30_000)
    link = page.get_by_role("link", name="MUSK, ELON / AMERICA PAC (cycle 2024)")
    link.wait_for(timeout=30_000)
    assert link.get_attribute("href").startswith("https://www.fec.gov/data/receipts/")
    assert "edge=" in page.evaluate("location.search")
    picture = Path(os.environ.get("THROUGHLINE_SCREENSHOT") or tmp_path / "graph.png")
    page.screenshot(path=str(picture))
    assert picture.stat().st_size > 50_000
    assert hosts == {"127.0.0.1"}
    assert not dialogs

    page.goto(page.evaluate("location.href"))
    page.get_by_text("Elon Musk contributed to AMERICA PAC").wait_for(timeout=30_000)
