"""Every form of a difference is well made, harmless, and says what must be said."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import duckdb

from etl.changes.formats import FORMATS
from etl.common.settings import Settings
from tests.etl.changes.two_builds import changed, compared, of

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\u202egnp\x07]]>&lt;"


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs if name.startswith("on"))}


def test_hostile_names_stay_text_in_every_form(copies: tuple[Path, Path]) -> None:
    with duckdb.connect(str(copies[1])) as engine:
        engine.execute(
            "update marts.award set recipient_name = ?, record_url = 'javascript:alert(1)'",
            [HOSTILE],
        )
    found = compared(*copies)
    page = Tags()
    page.feed(FORMATS["html"](found))
    assert not page.found & {"script", "img", "onerror", "iframe", "link"}
    assert 'href="javascript' not in FORMATS["html"](found)
    feed = ElementTree.fromstring(FORMATS["atom"](found))
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert any("<script>alert(1)</script>" in str(title) for title in titles)
    assert "\x07" not in FORMATS["text"](found) and "\u202e" not in FORMATS["text"](found)
    assert json.loads(FORMATS["json"](found))["counts"]["award"]["changed"] == 9


def test_the_feed_has_what_rfc_4287_asks_for(pair: tuple[Settings, Settings]) -> None:
    found = compared(*pair)
    feed = ElementTree.fromstring(FORMATS["atom"](found))
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(found.changes)
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert element.findtext(f"{ATOM}updated") == "2026-07-31T00:00:00Z"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    again = ElementTree.fromstring(FORMATS["atom"](compared(*pair)))
    assert ids == [entry.findtext(f"{ATOM}id") for entry in again.findall(f"{ATOM}entry")]
    assert "30111(a)(4)" in str(feed.findtext(f"{ATOM}rights"))


def test_every_form_carries_notice_and_innocent_explanations(copies: tuple[Path, Path]) -> None:
    changed(copies[0], "delete from marts.flag where state = 'flagged'")
    found = compared(*copies)
    with duckdb.connect(str(copies[1]), read_only=True) as engine:
        cards = dict(engine.execute(
            "select flag_id, innocent from marts.flag join marts.indicator using (code)"
        ).fetchall())  # fmt: skip
    assert of(found, "flag")
    for change in of(found, "flag"):
        assert change.innocent == cards[change.key] != ""
    for form in FORMATS.values():
        assert "30111(a)(4)" in form(found)
        assert all(change.innocent[:40] in form(found) for change in of(found, "flag"))
