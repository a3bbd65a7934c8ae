"""A notebook that was taken away opens offline: nothing is asked, nothing runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from etl.common.database import open_database
from etl.common.settings import Settings
from etl.stories.notebook.article import article
from etl.stories.notebook.cards import Card, Story, with_card
from etl.stories.notebook.keeping import case_story
from etl.stories.notebook.page import as_html
from tests.browser.conftest import Visited
from tests.etl.stories.notebook.stories import HOSTILE, pinned

pytestmark = pytest.mark.browser
LOADING = (
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(4)"><script>alert(5)</script>'
    '<image href="https://evil.example/i.png" width="9" height="9"/><text y="9">drawn</text></svg>'
)


def test_a_notebook_opens_offline_and_is_inert(
    case_settings: Settings, tmp_path: Path, page: Page, visited: Visited
) -> None:
    card = pinned(title=HOSTILE, note=HOSTILE, picture=LOADING)
    assert card.taken
    record = replace(card.taken.records[0], title=HOSTILE)
    taken = replace(card.taken, sentence=HOSTILE, rows=[[HOSTILE] * 3], records=[record])
    story: Story = case_story("golden_dome")
    for one in (Card("text", note=HOSTILE), replace(card, taken=taken)):
        story = with_card(story, one)
    with open_database(case_settings.database) as engine:
        content = as_html(article(engine, replace(story, title=HOSTILE)))
    path = tmp_path / "story.html"
    path.write_text(content, encoding="utf-8")
    page.goto(path.as_uri())
    # Nothing but the file itself, and no dialog.
    assert visited.hosts == {path.as_uri()} and visited.dialogs == []
    assert page.locator("h1").inner_text() == " ".join(HOSTILE.split())
    assert page.locator("script, iframe, main [onerror], a[href^=javascript]").count() == 0
    pictures = page.locator("img").evaluate_all("all => all.map(one => one.naturalWidth > 0)")
    assert pictures == [True, True]
    assert page.locator("ol.notes > li").count() == page.locator("sup a").count() > 20
    assert page.locator("ol.notes a[href^='https://www.usaspending.gov']").count() > 3
    faults = Axe().run(page).response["violations"]
    assert [fault["id"] for fault in faults if fault["impact"] != "minor"] == []
