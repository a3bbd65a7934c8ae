"""A firm that is not loaded, fetched in the page from the imitated publisher, and opened."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE
from tests.fixtures.fetching import addresses
from tests.fixtures.publishers import Publishers
from tests.fixtures.serving import Ways, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def data(case_settings, tmp_path: Path) -> Path:
    """The bundled case's database, without its lake: what is built anew is small."""
    shutil.copy(case_settings.database, tmp_path / "throughline.duckdb")
    return tmp_path


def test_a_firm_that_is_not_loaded_is_fetched_in_the_page(data: Path, page: Page) -> None:
    with Publishers() as publishers:
        publishers.usaspending.add_award("CONT_AWD_ACME0001_9700_-NONE-_-NONE-", actions=3)
        publishers.fec.add_receipts(30)
        publishers.fec.add_committee()
        ways = Ways(variables=addresses(publishers))
        with serving(data, data / "log", ways) as server:
            root = f"http://127.0.0.1:{server.port}"
            page.goto(f"{root}/bring")
            name = page.get_by_label("Name, as the publisher may write it")
            name.fill("Acme Rockets")
            name.press("Enter")
            expect(page.get_by_text("It takes about")).to_be_visible(timeout=PATIENCE)
            # Held, so that the page is left while the job is at work.
            publishers.stall("schedule_a")
            page.get_by_role("button", name="Get these").click()
            expect(page.get_by_text("asking the publishers")).to_be_visible(timeout=PATIENCE)
            publishers.wait_for("schedule_a")
            page.goto(f"{root}/methods")
            expect(page.get_by_text("Who is who")).to_be_visible(timeout=PATIENCE)
            page.goto(f"{root}/bring")
            expect(page.get_by_text("Bringing in Acme Rockets")).to_be_visible(timeout=PATIENCE)
            publishers.heal()
            expect(page.get_by_text("is brought in")).to_be_visible(timeout=PATIENCE)
            # The third: Enter, Get these, and the link.
            page.get_by_role("link", name="ACME ROCKETS LLC", exact=True).click()
            title = page.get_by_role("heading", name="ACME ROCKETS LLC", exact=True)
            expect(title).to_be_visible(timeout=PATIENCE)
            assert page.url == f"{root}/contractor?id=uei%3AACMEROCKET01"
            # A server that is asked to end waits for open pages.
            page.close()
