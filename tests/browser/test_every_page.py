"""Pages in a real browser: accessible, on a phone, by keyboard, taken away, and inert to names."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from etl.common.settings import ROOT
from tests.browser.conftest import PATIENCE, Visited
from tests.fixtures.serving import served

SPACEX = "uei:C6M7C2FLKER5"
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "[press](javascript:alert(1)) `*_",
    '=HYPERLINK("http://evil.example/","x")',
    "\u202egnp.exe\u2066",
    "A" * 10_000,
    "</script><script>alert(1)</script>",
    "![x](http://evil.example/a.png) <https://evil.example>",
    "http://evil.example/a www.evil.example mailto:a@evil.example HTTPS://EVIL.EXAMPLE",
    ":material/home: :smile: :streamlit: :red[x] $a^2$ `b` -> --",
]
# What a name must never become, and where links lead that are of the records.
MADE = """main img:not([src^="blob:"]), main a[href^='javascript'], main .katex,
  main script:not([data-throughline]), main .stMarkdownColoredText, main p [role=img],
  main button [role=img][aria-label='home icon']"""
UNFADED = """[...document.querySelectorAll('[data-testid="stElementContainer"]')].every(
  (box) => box.dataset.stale !== 'true' && getComputedStyle(box).opacity === '1')"""
# Numbers of which a part is hidden, by a cell of their own or by what stands around them.
CLIPPED = """[...document.querySelectorAll('main .tl-number, main [data-testid^="stMetric"] *')]
  .filter((box) => /\\d/.test(box.textContent) && box.scrollWidth > box.clientWidth + 1
    && getComputedStyle(box).display !== 'inline').map((box) => box.textContent)"""
RAW_IDS = """[...document.querySelectorAll('main td, main a, main h1, main h2, main h3, main h4')]
  .map((box) => box.innerText.trim()).filter((text) =>
    /^(uei|fec|person|bioguide|agency|employer|seat|recipient|name):\\S/.test(text))"""
LINKS = "[...document.querySelectorAll('main a')].map((link) => link.href)"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def addresses(case_settings) -> dict[str, str]:
    """A page of each kind with its address."""
    with duckdb.connect(str(case_settings.database), read_only=True) as engine:

        def first(sql: str) -> str:
            return str(engine.execute(sql).fetchone()[0])

        musk = first("select entity_id from marts.entity where name = 'Elon Musk'")
        link = first("select link_id from marts.edge where from_name = 'Elon Musk' order by 1")
        agency = first("select agency_id from marts.agency order by award_count desc, 1")
        award = first("select award_key from marts.award order by action_count desc, 1")
        member = first("select min(member_id) from marts.overseer_money")
    return {
        "overview": "/",
        "search": "/search?q=spacex",
        "contractors": "/contractor",
        "contractor": f"/contractor?id={SPACEX}",
        "agencies": "/agency",
        "agency": f"/agency?id={agency}",
        "person": f"/person?id={musk}",
        "committee": "/committee?id=fec:C00879510",
        "member": f"/member?id={member}",
        "award": f"/award?id={award}",
        "graph": "/graph",
        "flags": "/flags",
        "money": "/money",
        "case": "/case",
        "review": "/review",
        "methods": "/methods",
        "records": f"/records?link={link}",
    }


NAMES = "overview search contractors contractor agencies agency person committee member award "
NAMES += "graph flags money case review methods records"


def settled(page: Page, url: str) -> None:
    """Open an address and wait until its script is done: the notice stands at the end."""
    page.goto(url)
    done(page)


def done(page: Page) -> None:
    """Wait until the page is drawn to its end."""
    expect(page.get_by_text("30111(a)(4)").first).to_be_attached(timeout=PATIENCE)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    # What is left from the run before stands faded until the new has taken its place.
    page.wait_for_function(UNFADED, timeout=PATIENCE)


def faults(page: Page) -> list[str]:
    """Moderate, serious and critical faults that axe-core finds."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found
        if fault["impact"] != "minor"
        for node in fault["nodes"]
    ]


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
    assert faults(alone) == []
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
    page.get_by_role("button", name="SpaceX").first.wait_for(timeout=PATIENCE)
    done(page)
    reach("SpaceX")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Political money by role").wait_for(timeout=PATIENCE)
    done(page)
    reach("Gifts behind this sum")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Gifts that add up to it").wait_for(timeout=PATIENCE)


@pytest.fixture(scope="module")
def record_hosts(case_settings) -> set[str]:
    """The hosts of the case's own sources, where its links may lead."""
    with duckdb.connect(str(case_settings.database), read_only=True) as engine:
        columns = engine.execute(
            "select schema_name, table_name, column_name from duckdb_columns() where data_type = "
            "'VARCHAR' and column_name like '%url'"
        ).fetchall()
        found = [
            engine.execute(f'select distinct "{column}" from {schema}.{table}').fetchall()
            for schema, table, column in columns
        ]
    urls = [url for rows in found for (url,) in rows if url]
    for claim in (ROOT / "etl" / "cases").rglob("claims/*.sql"):
        urls += re.findall(r"https://\S+", claim.read_text(encoding="utf-8"))
    return {urlsplit(url).hostname or "" for url in urls}


@pytest.fixture(scope="module")
def hostile(case_settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The case served with every name and text hostile."""
    data = tmp_path_factory.mktemp("hostile")
    path = data / "throughline.duckdb"
    shutil.copy(case_settings.database, path)
    with duckdb.connect(str(path)) as engine:
        texts = engine.execute(
            "select table_name, column_name from duckdb_columns() where schema_name = 'marts' "
            "and data_type = 'VARCHAR' and regexp_matches(column_name, '(name|title|label|note|"
            "reason|place|summary|event|description|innocent|why|text|piid|base_rate|contributor|"
            "committee)$') and table_name <> 'notice'"
        ).fetchall()
        for table, column in texts:
            engine.execute(
                f'update marts.{table} set "{column}" = (?::varchar[])'
                f'[1 + (hash("{column}") % {len(HOSTILE)})::int] || \' \' || "{column}" '
                f'where "{column}" is not null',
                [HOSTILE],
            )
        engine.execute("update marts.evidence set record_url = 'javascript:alert(1)'")
        engine.execute("update marts.entity set record_url = 'javascript:alert(1)'")
    with served(data) as found:
        yield found


@pytest.mark.parametrize("name", NAMES.split())
def test_hostile_names_are_inert(
    hostile: str,
    addresses: dict[str, str],
    record_hosts: set[str],
    page: Page,
    visited: Visited,
    name: str,
) -> None:
    settled(page, hostile + addresses[name])
    page.wait_for_timeout(500)
    page.mouse.move(700, 500)
    assert not page.locator('[data-testid="stException"]').count()
    assert not page.locator(MADE).count()
    led = {urlsplit(link).hostname for link in page.evaluate(LINKS)}
    assert not [host for host in led if "evil" in (host or "")]
    assert led <= {"127.0.0.1", *record_hosts}
    assert visited.hosts == {"127.0.0.1"}
    assert not visited.dialogs
