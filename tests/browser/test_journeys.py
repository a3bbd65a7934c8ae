"""From a search to the evidence, by mouse and by keyboard, and what is taken away."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, Visited
from tests.browser.walking import (
    done,
    faults,
    settled,
)

pytestmark = pytest.mark.browser


def test_search_to_evidence_in_three_clicks(address: str, page: Page, visited: Visited) -> None:
    settled(page, address)
    page.get_by_label("Search contractors").fill("spasex")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="SpaceX").first.click()
    page.wait_for_url("**/contractor?id=**")
    page.get_by_role("link", name="Political money").first.click()
    page.get_by_role("link", name="Gifts behind this sum").first.click()
    page.get_by_role("heading", name="Gifts that add up to it").wait_for(timeout=PATIENCE)
    done(page)
    page.locator(".tl-table tbody a").first.click()
    page.get_by_role("heading", name="Records of these gifts").wait_for(timeout=PATIENCE)
    assert visited.hosts == {"127.0.0.1"} and not visited.dialogs


@pytest.mark.parametrize("pause", [5, 25])
def test_enter_in_the_midst_of_suggestions_leads_on(address: str, page: Page, pause: int) -> None:
    settled(page, address)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    box = page.get_by_label("Search contractors").first
    box.press_sequentially("space exploration", delay=pause)
    box.press("Enter")
    page.get_by_role("heading", name="Search", exact=True).wait_for(timeout=PATIENCE)
    done(page)
    assert page.url.endswith("/search?q=space%20exploration")
    assert not [fault for fault in faults if "delta path" in fault]


def test_links_move_softly_and_back_leads_where_one_was(address: str, page: Page) -> None:
    settled(page, f"{address}/contractor")
    page.evaluate("window.isTheSamePage = true")
    before = page.evaluate("history.length")
    page.locator(".tl-table th a", has_text="awards").first.click()
    page.wait_for_url("**sort-contractors**")
    done(page)
    rows = page.locator(".tl-table").first.locator("tbody tr")
    name = rows.nth(1).locator("a").first.inner_text()
    with page.context.expect_page() as beside:
        rows.nth(1).locator("a").first.click(button="middle")
    rows.nth(1).locator("a").first.click()
    page.wait_for_url("**/contractor?id=**")
    page.get_by_role("heading", name=name, level=1).wait_for(timeout=PATIENCE)
    assert beside.value.url == page.url
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    page.get_by_role("heading", name="Contractors", level=1).wait_for(timeout=PATIENCE)
    done(page)
    assert "sort-contractors" in page.url
    assert rows.nth(1).locator("a").first.inner_text() == name
    page.go_forward()
    page.get_by_role("heading", name=name, level=1).wait_for(timeout=PATIENCE)
    assert page.evaluate("window.isTheSamePage")


def test_a_table_is_taken_away_as_csv_and_xlsx(address: str, page: Page) -> None:
    settled(page, f"{address}/contractor")
    page.get_by_role("button", name="Download").first.click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV").click()
    text = Path(taken.value.path()).read_text(encoding="utf-8-sig")
    assert taken.value.suggested_filename == "throughline_contractors_in_the_records_loaded.csv"
    assert text.startswith("# Throughline") and "30111(a)(4)" in text
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    with page.expect_download() as taken:
        page.get_by_role("button", name="XLSX").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(taken.value.path()).read_bytes()))
    assert book["Rows"].max_row == len(rows) + 1
    names = {cell.value for cell in book["Rows"]["A"]}
    assert "Space Exploration Technologies Corp. (SpaceX)" in names
    assert "30111(a)(4)" in str(book["Notice"]["A2"].value)


def test_a_dossier_is_taken_away_and_opens_alone(
    address: str, page: Page, browser: Browser, tmp_path: Path
) -> None:
    settled(page, f"{address}/contractor?id=uei%3AC6M7C2FLKER5")
    with page.expect_download(timeout=PATIENCE) as taken:
        page.get_by_role("button", name="Dossier").click()
    name = "throughline_dossier_space_exploration_technologies_corp_spacex.zip"
    assert taken.value.suggested_filename == name
    with zipfile.ZipFile(taken.value.path()) as whole:
        whole.extractall(tmp_path)
    asked: list[str] = []
    context = browser.new_context(offline=True, viewport={"width": 1100, "height": 900})
    alone = context.new_page()
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto((tmp_path / "report.html").as_uri())
    assert [url for url in asked if not url.startswith("file:")] == []
    assert alone.get_by_role("heading", name="Political money by role").is_visible()
    assert faults(alone, ("minor", "moderate")) == []
    alone.set_viewport_size({"width": 390, "height": 844})
    assert alone.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_the_keyboard_leads_from_search_to_records(address: str, page: Page) -> None:
    settled(page, address)

    def focused() -> str:
        return str(page.evaluate("document.activeElement.innerText || ''"))

    def reach(text: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if text in focused():
                return
        pytest.fail(f"the Tab key does not reach {text!r}")

    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')?.startsWith('Search')"):
            break
    page.keyboard.type("spacex")
    expect(page.get_by_label("Search contractors").first).to_have_value("spacex", timeout=PATIENCE)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="SpaceX").first.wait_for(timeout=PATIENCE)
    done(page)
    reach("SpaceX")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Space Exploration", level=1).wait_for(timeout=PATIENCE)
    done(page)
    reach("Political money")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Political money by role").wait_for(timeout=PATIENCE)
    done(page)
    reach("Gifts behind this sum")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Gifts that add up to it").wait_for(timeout=PATIENCE)
