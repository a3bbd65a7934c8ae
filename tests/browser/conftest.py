"""A dashboard that serves the bundled case, a page of Chromium, and what that page visited."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.fixtures.serving import served

# milliseconds that a page may take on a machine that does much else
PATIENCE = 120_000
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Visited:
    """Hosts that a page asked and dialogs that it opened."""

    hosts: set[str] = field(default_factory=set)
    dialogs: list[str] = field(default_factory=list)

    def asked(self, request: Request) -> None:
        """Note the host of a request; what the page made itself (data:, blob:) has none."""
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob"):
            self.hosts.add(url.hostname or request.url)


@pytest.fixture(scope="session")
def address(case_settings) -> Iterator[str]:
    """A dashboard that serves the bundled case, one for each process of the tests."""
    with served(case_settings.data) as found:
        yield found


def chromium() -> str:
    """The distribution's Chromium."""
    program = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if not program:
        pytest.fail("no Chromium: install it (apt-get install chromium) or set CHROMIUM=/path")
    return program


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium, one for each module of tests."""
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with nothing remembered."""
    context = browser.new_context(viewport={"width": 1400, "height": 1500})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def visited(page: Page) -> Visited:
    """The hosts and dialogs of `page`, from its start; a dialog is noted and closed."""
    found = Visited()
    page.on("request", found.asked)

    def noted(dialog) -> None:
        found.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", noted)
    return found
