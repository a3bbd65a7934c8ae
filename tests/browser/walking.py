"""Where the pages stand, when one is drawn to its end, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import duckdb
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE

SPACEX, PALANTIR = "uei:C6M7C2FLKER5", "uei:FSY4LVSBGWB7"
UNFADED = """[...document.querySelectorAll('[data-testid="stElementContainer"]')].every(
  (box) => box.dataset.stale !== 'true' && getComputedStyle(box).opacity === '1')"""
# Numbers of which a part is hidden, by a cell of their own or by what stands around them.
CLIPPED = """[...document.querySelectorAll('main .tl-number, main [data-testid^="stMetric"] *')]
  .filter((box) => /\\d/.test(box.textContent) && box.scrollWidth > box.clientWidth + 1
    && getComputedStyle(box).display !== 'inline').map((box) => box.textContent)"""
RAW_IDS = """[...document.querySelectorAll('main td, main a, main h1, main h2, main h3, main h4')]
  .map((box) => box.innerText.trim()).filter((text) =>
    /^(uei|fec|person|bioguide|agency|employer|seat|recipient|name):\\S/.test(text))"""
NAMES = """overview search contractors contractor agencies agency person committee member award
  compare triage program notebook watch bring claim loaded terminations
  graph flags money case review methods records"""


def addresses_of(database: Path) -> dict[str, str]:
    """A page of each kind with its address."""
    with duckdb.connect(str(database), read_only=True) as engine:

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
        "compare": f"/compare?id={SPACEX}&id={PALANTIR}",
        "triage": f"/triage?agency={agency}",
        "program": "/program?id=golden_dome",
        "notebook": "/notebook?case=golden_dome",
        "watch": "/watch",
        "bring": "/bring?name=Ardent%20Foundry",
        "claim": "/claim?case=golden_dome&name=quarter_billion",
        "loaded": "/loaded",
        "terminations": "/terminations",
        "graph": "/graph",
        "flags": "/flags",
        "money": "/money",
        "case": "/case",
        "review": "/review",
        "methods": "/methods",
        "records": f"/records?link={link}",
    }


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


def faults(page: Page, passed_over: tuple[str, ...] = ("minor",)) -> list[str]:
    """The faults that axe-core finds, but for those of some impacts."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found
        if fault["impact"] not in passed_over
        for node in fault["nodes"]
    ]
