"""The guide's steps lead somewhere, and its pictures are pages as they are.

`PICTURES=1 python -m pytest tests/browser/test_guide.py` makes the pictures anew.
"""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Page, expect

from dashboards.front.guide import FOLDER, JOBS
from tests.browser.conftest import PATIENCE

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)


def test_every_picture_of_the_guide_is_a_page_that_opens(page: Page, address: str) -> None:
    is_made = os.environ.get("PICTURES") == "1"
    page.set_viewport_size({"width": 1100, "height": 620})
    for job in JOBS:
        page.goto(f"{address.rstrip('/')}{job.picture.place.address}")
        expect(page.get_by_text("30111(a)(4)")).to_have_count(1)
        expect(page.locator("h1").first).to_be_visible()
        assert page.get_by_text("No such", exact=False).count() == 0
        if is_made:
            FOLDER.mkdir(exist_ok=True)
            page.screenshot(path=FOLDER / f"{job.picture.name}.png")
        assert (FOLDER / f"{job.picture.name}.png").is_file(), "make them: PICTURES=1"


def test_the_first_page_leads_to_the_guide_and_a_name_to_its_page(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("30111(a)(4)")).to_have_count(1)
    page.get_by_role("link", name="Reporter's guide").click()
    expect(page.locator("h1", has_text="Guide")).to_be_visible()
    box = page.get_by_label("Search contractors, people, committees, agencies and awards").first
    box.press_sequentially("spacex", delay=30)
    first = page.locator(".tl-suggest a").first
    expect(first).to_contain_text("Space Exploration Technologies")
    box.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1", has_text="Space Exploration")).to_be_visible()
    page.go_back()
    expect(page.locator("h1", has_text="Guide")).to_be_visible()
    box = page.get_by_label("Search contractors, people, committees, agencies and awards").first
    box.fill("elon musk")
    box.press("Enter")
    expect(page).to_have_url(f"{address.rstrip('/')}/search?q=elon%20musk")
    expect(page.get_by_role("link", name="Elon Musk").first).to_be_visible()
