"""Every page in a real browser: accessible, whole numbers, no raw ids, at three widths."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.walking import (
    CLIPPED,
    NAMES,
    RAW_IDS,
    addresses_of,
    faults,
    settled,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def addresses(case_settings) -> dict[str, str]:
    """A page of each kind with its address."""
    return addresses_of(case_settings.database)


@pytest.mark.parametrize("name", NAMES.split())
def test_a_page_is_accessible_in_light_and_dark_and_fits_a_phone(
    address: str, addresses: dict[str, str], page: Page, tmp_path: Path, name: str
) -> None:
    settled(page, address + addresses[name])
    assert page.title().endswith("Throughline")
    page.wait_for_timeout(500)
    folder = Path(os.environ.get("THROUGHLINE_SCREENSHOTS") or tmp_path)
    picture = folder / f"{name}.png"
    page.screenshot(path=str(picture))
    assert picture.stat().st_size > 20_000
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    assert faults(page) == []
    assert page.evaluate(RAW_IDS) == []
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)
        assert page.evaluate(CLIPPED) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        main = page.locator('[data-testid="stMain"]')
        assert main.evaluate("box => box.scrollWidth") <= width
