"""A reporter at the first page: what is clicked and typed, counted and timed."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import duckdb
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import PATIENCE
from tests.browser.walking import done

MOST_CLICKS = 3
ROWS = """box => {
  const said = node => (node.querySelector('details')?.lastChild ?? node).textContent.trim()
    .replace(/\\s+/g, ' ');
  const heads = [...box.querySelectorAll('thead tr:first-child th')].map(said);
  return [...box.querySelectorAll('tbody tr')].map(row => Object.fromEntries(
    [...row.children].map((cell, place) => [heads[place].replace(/ ?[▲▼↑↓]$/, ''), said(cell)])));
}"""


def amount(text: str) -> Decimal:
    """A sum of money as a table states it."""
    return Decimal(re.sub(r"[$,]", "", text.replace("\u2212", "-")))


@dataclass
class Outcome:
    """How a job ended: the clicks, the seconds, and what was found right or wrong."""

    job: str
    clicks: int = 0
    seconds: float = 0.0
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    kept: dict[tuple[str, str], Decimal] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """A row of the table."""
        state = "wrong" if self.wrong else "right" if self.clicks <= MOST_CLICKS else "long"
        said = "; ".join([*(f"NOT {fault}" for fault in self.wrong), *self.right])
        return f"| {self.job} | {self.clicks} | {self.seconds:.1f} | {state} | {said} |"


class Reporter:
    """One job in one tab, from the first page on; only clicks and Enter count."""

    def __init__(self, tab: Page, root: str, outcome: Outcome, folder: Path) -> None:
        """At the first page, drawn to its end; what is taken away goes into the folder."""
        self.tab, self.root, self.outcome, self.folder = tab, root, outcome, folder
        tab.goto(root)
        done(tab)
        self.begun = monotonic()

    def click(self, what: Locator, until: str | re.Pattern[str] | None = None) -> None:
        """A click on the first of what is there, and the page after it."""
        what.first.click()
        self._counted(until)

    def link(
        self, name: str, until: str | re.Pattern[str] | None = None, exact: bool = False
    ) -> None:
        """A click on a link by its words."""
        self.click(self.main.get_by_role("link", name=name, exact=exact), until)

    def ask(self, text: str, wanted: str | None = None) -> None:
        """Search: Enter, or the suggestion that has the wanted words."""
        box = self.tab.get_by_label("Search contractors").first
        box.click()
        box.press_sequentially(text, delay=5)
        if wanted is None:
            self.enter(box, "**/search?q=**")
            return
        suggestion = self.tab.locator(".tl-suggest a").filter(has_text=wanted)
        suggestion.first.wait_for(timeout=PATIENCE)
        self.click(suggestion, re.compile(r"\?(id|entity|name)="))

    def enter(self, box: Locator, until: str | re.Pattern[str] | None = None) -> None:
        """The Enter key in a box."""
        box.press("Enter")
        self._counted(until)

    def _counted(self, until: str | re.Pattern[str] | None) -> None:
        self.outcome.clicks += 1
        if until:
            self.tab.wait_for_url(until, timeout=PATIENCE)
        self.rest()

    def rest(self) -> None:
        """Wait until the page is drawn."""
        # The script's first message comes a moment after a click.
        self.tab.evaluate("() => new Promise((ready) => setTimeout(ready, 120))")
        done(self.tab)
        self.outcome.seconds = monotonic() - self.begun

    @property
    def main(self) -> Locator:
        """The page below the search box."""
        return self.tab.locator("section.stMain, [data-testid='stMain']").first

    def text(self) -> str:
        """What the page says now, on one line."""
        return " ".join(self.main.inner_text().split())

    def all_rows(self, number: int = 0) -> list[dict[str, str]]:
        """The rows of a table by their columns, with the pages that follow; these count not."""
        # What is checked is more than what a reporter reads: a tab beside unfolds the table.
        more = self.main.locator("a[href*='rows-']")
        if not more.count():
            return list(self.main.locator(".tl-table").nth(number).evaluate(ROWS))
        beside = self.tab.context.new_page()
        beside.goto(urljoin(self.tab.url, str(more.first.get_attribute("href"))))
        done(beside)
        rows = list(beside.locator(".tl-table").nth(number).evaluate(ROWS))
        beside.close()
        return rows

    def addresses(self, name: str) -> list[str]:
        """The values of a name in the address."""
        return parse_qs(urlsplit(self.tab.url).query).get(name, [])

    def address(self, name: str) -> str:
        """The one value of a name in the address."""
        return next(iter(self.addresses(name)), "")

    def holds(self, said: str, is_so: object) -> None:
        """Note what was held against the records."""
        (self.outcome.right if is_so else self.outcome.wrong).append(said)

    def says(self, words: str, said: str | None = None) -> None:
        """Note whether the page has these words."""
        self.holds(said or f"says “{words}”", " ".join(words.split()) in self.text())


Job = Callable[["Reporter", "Records"], None]


@dataclass(frozen=True)
class Records:
    """The database behind the pages, asked apart from them."""

    path: Path

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query of our own."""
        with duckdb.connect(str(self.path), read_only=True) as engine:
            return engine.execute(sql, list(values)).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """The first value of the first row; None where there is none."""
        found = self.rows(sql, *values)
        return found[0][0] if found else None


def do_job(browser: Browser, root: str, records: Records, job: Job, shots: Path | None) -> Outcome:
    """One job in a context of its own; what breaks it is told, not raised."""
    title = " ".join((job.__doc__ or job.__name__).split()).rstrip(".")
    outcome = Outcome(title)
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(30_000)
    tab = context.new_page()
    with tempfile.TemporaryDirectory() as folder:
        try:
            job(Reporter(tab, root, outcome, Path(folder)), records)
        except Exception as error:  # noqa: BLE001 - the other jobs go on
            outcome.wrong.append(f"finished: {str(error).splitlines()[0][:160]}")
    if shots:
        tab.screenshot(path=str(shots / f"{job.__name__}.png"), full_page=False)
    context.close()
    return outcome
