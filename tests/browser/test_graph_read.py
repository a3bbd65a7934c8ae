"""The graph page read: names at two sizes of screen, and paths by two names."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PATIENCE
from tests.browser.test_graph_canvas import IDLE, history, opened

pytestmark = pytest.mark.browser

# size on the screen, whether it waits, and left, right, top and bottom, of every name
NAMES = """() => { const cy = document.querySelector('.throughline-graph').throughlineGraph;
  const asked = { includeNodes: false, includeEdges: false };
  return cy.nodes().map((n) => { const b = n.renderedBoundingBox(asked);
    const size = n.numericStyle('font-size');
    const box = [b.x1 + 3, b.x2 - 3, b.y1 + 3, b.y2 - 3];
    return [size * cy.zoom(), n.hasClass('mute'), box]; }); }"""


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_names_are_legible_on_a_laptop_and_a_phone(
    address: str, page: Page, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    opened(page, address)
    names = page.evaluate(NAMES)
    assert len(names) > 75
    assert min(size for size, *_ in names) >= 9 and not any(is_mute for _, is_mute, *_ in names)
    boxes = [box for *_, box in names]
    over = sum(
        one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
        for number, one in enumerate(boxes)
        for other in boxes[:number]
    )
    assert over <= 8
    if width > 1000:
        canvas = page.locator(".throughline-graph").bounding_box()
        beside = page.get_by_text("Choose a node or a line").bounding_box()
        assert beside["x"] > canvas["x"] + canvas["width"] and beside["y"] < canvas["y"] + 60


def test_two_names_and_enter_give_the_paths_in_three_clicks(address: str, page: Page) -> None:
    page.goto(address)
    page.get_by_role("link", name="Graph").first.click()
    page.get_by_text("Paths between two").click()
    page.get_by_label("From", exact=True).wait_for(timeout=PATIENCE)
    page.locator(IDLE).wait_for()
    page.get_by_label("From", exact=True).focus()
    page.keyboard.type("Karp")
    page.keyboard.press("Tab")
    page.keyboard.type("Stefanik")
    page.keyboard.press("Enter")
    page.get_by_text("the most telling first").wait_for(timeout=PATIENCE)
    page.wait_for_function("/from=.*&to=/.test(location.search)", timeout=PATIENCE)
    entries = history(page)
    page.goto(f"{address}/graph?from_name=Alexander Karp&to_name=Elise Stefanik")
    page.get_by_text("the most telling first").wait_for(timeout=PATIENCE)
    page.wait_for_function("!location.search.includes('name')", timeout=PATIENCE)
    # the names are no place to come back to
    assert history(page) == entries + 1
