"""The graph page in a real browser: click an edge, read its records, leave this machine never."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

READY = "document.querySelector('.throughline-graph')?.throughlineGraph?.nodes().length > 0"
MIDPOINT = """(label) => {
  const box = document.querySelector('.throughline-graph');
  const edge = box.throughlineGraph.edges().filter((e) => e.data('label').includes(label))[0];
  const middle = edge.renderedMidpoint(), place = box.getBoundingClientRect();
  return [middle.x + place.left, middle.y + place.top];
}"""


@pytest.mark.browser
def test_clicking_an_edge_shows_its_records(
    address: str, page: Page, visited, tmp_path: Path
) -> None:
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
    assert visited.hosts == {"127.0.0.1"}
    assert not visited.dialogs

    page.goto(page.evaluate("location.href"))
    page.get_by_text("Elon Musk contributed to AMERICA PAC").wait_for(timeout=30_000)
