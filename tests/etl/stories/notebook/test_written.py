"""A story that leaves: footnotes with public links, the notice, and no hostile text that runs."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from etl.__main__ import app
from etl.common.settings import Settings
from etl.stories.notebook.article import Article, Paragraph
from etl.stories.notebook.cards import Card, Story
from etl.stories.notebook.footnoted import as_markdown
from etl.stories.notebook.keeping import change_story, new_story
from etl.stories.notebook.page import as_html
from etl.stories.notebook.taking import Recheck
from tests.etl.stories.notebook.stories import HOSTILE, pinned

TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "h5", "h6",
    "p", "section", "div", "table", "thead", "tbody", "tr", "th", "td", "a", "sup", "ol", "ul",
    "li", "em", "strong", "code", "pre", "blockquote", "hr", "br", "figure", "img", "details",
    "summary",
}  # fmt: skip
PIECES = st.lists(
    st.sampled_from(
        ["<", ">", "&", "[", "]", "(", ")", "!", "`", "\\", "*", "_", "#", "\n", "\n\n", "    ",
         "|", "<script>", "</style>", "<img src=x onerror=a>", "[a](javascript:b)",
         "[a](http://b.example/)", "[a](//b)", "](", "![",
         "[a]: javascript:b", "[a][a]", "data:text/html,x", "https://a.example/b", "<https://x.y>",
         "&#106;avascript:", "[^1]", "- ", "1. ", "> ", "\x00", "\u202e", "a", "é", "=", "'", '"']
    ),
    max_size=14,
).map("".join)  # fmt: skip


class Tags(HTMLParser):
    """The tags of a page, and where they lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def story(text: str) -> Article:
    """An article that is made of one text alone."""
    card = pinned(title=text, note=text, picture=f"<svg>{text}</svg>")
    assert card.taken
    record = replace(card.taken.records[0], title=text, file=text)
    odd = replace(record, url="javascript:alert(1)")
    taken = replace(
        card.taken,
        sentence=text,
        columns=[text or "a", "USD", "open"],
        rows=[[text, text, text], [text, None, "javascript:alert(1)"]],
        records=[record, odd],
    )
    told = Recheck("changed", [text])
    entries = [Paragraph(Card("text", note=text), Recheck("same"))]
    return Article(text, [text], [*entries, Paragraph(replace(card, taken=taken), told, 1)])


@settings(max_examples=60)
@given(PIECES)
def test_no_text_becomes_markup(text: str) -> None:
    page = Tags(as_html(story(text)))
    assert page.names <= TAGS
    assert not {name for name in page.attributes if name.startswith("on")}
    for link in page.links:
        assert re.match(r"https://|#|data:image/svg\+xml;base64,[A-Za-z0-9+/=]*$", link), link
    # Read as freely as any reader of Markdown does: HTML, and tables.
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    for token in reader.parse(as_markdown(story(text))):
        for one in [token, *(token.children or [])]:
            assert not one.type.startswith("html") and one.type != "image"
            assert one.attrGet("href") is None or str(one.attrGet("href")).startswith("https://")


def test_what_leaves_reads_as_an_article_with_footnotes() -> None:
    entries = [
        Paragraph(
            Card("text", note="# Money\n\n*What* was [paid](https://a.example/b)."), Recheck("")
        ),
        Paragraph(pinned(note="Mine."), Recheck("changed", ["USD: $5 then, $6 now."]), 1),
    ]
    told = Article("Acme", ["Built as of 2026-06-30."], entries)
    page, text = as_html(told), as_markdown(told)
    assert (
        '<h2>Money</h2>\n<p><em>What</em> was <a href="https://a.example/b">paid</a>.</p>' in page
    )
    sign = '<sup><a href="#note-1" aria-label="Note 1">1</a></sup>'
    assert f'<h2 class="card">Acme{sign}</h2>' in page
    assert '<td class="number">$5</td>' in page and '<td class="number">not stated</td>' in page
    assert (
        '<li id="note-1">Taken from the build of 2026-06-30 (abcdef01); query case/events; ' in page
    )
    assert '<a href="https://www.fec.gov/data/1">Gift of ADA QUILL</a>; and 2 more records.' in page
    assert "Since the build of 2026-06-30, from which this was taken, it has changed. USD" in page
    assert "default-src 'none'" in page and "Built as of 2026-06-30." in page
    assert "## Acme[^1]" in text and "# Money" in text
    assert "[Gift of ADA QUILL](https://www.fec.gov/data/1); and 2 more records." in text
    assert "| Acme Orbital | \\$5 | [open](https://www.usaspending.gov/award/1) |" in text


def test_the_command_lists_and_writes(
    case_settings: Settings, case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "throughline.duckdb").symlink_to(case_settings.database)
    monkeypatch.setenv("THROUGHLINE_DATA", str(data))
    name = new_story(Settings(), HOSTILE, Story("", ()))
    change_story(Settings(), name, lambda s: replace(s, cards=(pinned(card_id="a"),)))
    run = CliRunner().invoke
    listed = run(app, ["notebook"]).stdout
    assert name in listed and "golden_dome: Golden Dome" in listed
    written = run(app, ["notebook", name, "--export", "html", "--out", str(tmp_path / "s.html")])
    assert written.exit_code == 0 and Tags((tmp_path / "s.html").read_text()).names <= TAGS
    assert run(app, ["notebook", name, "--export", "markdown"]).stdout.startswith("# ")
    for wrong in (["nobody"], [name, "--export", "pdf"]):
        assert run(app, ["notebook", *wrong]).exit_code != 0
