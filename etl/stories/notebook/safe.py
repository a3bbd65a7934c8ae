"""An author's Markdown as a safe subset, and names of the records in which nobody reads markup."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from etl.common.harmless import seen
from etl.common.words import is_web, plain

MOST_LETTERS = 20_000
_MARKUP = re.compile(r"([\\`*_\[\]<>&|~$#!^@])")
# What readers of Markdown make a link of by themselves.
_LINKED = re.compile(r"(?<=http)(?=s?:)|(?<=ftp)(?=:)|(?<=www)(?=\.)", re.IGNORECASE)
_AT_START = re.compile(r"^([-+=]|\d+(?=[.)]))")
# In an author's text: markup of HTML, pictures, footnotes, definitions, and links that lead to
# anything but an https page.
_UNSAFE = (
    (re.compile(r"&"), "&amp;"),
    (re.compile(r"<"), "&lt;"),
    (re.compile(r"!(?=\\*\[)"), "&#33;"),
    (re.compile(r"\[(?=\^)"), "&#91;"),
    (re.compile(r"\](?=\s*:)"), "&#93;"),
    (re.compile(r"\](?=\((?!https://[^\s()\"'\\]+\)))"), "&#93;"),
    (re.compile(r"\](?=\[)"), "&#93;"),
)


def markdown_words(value: object, length: int = 600) -> str:
    """A text of the records as one line of Markdown in which no reader sees markup."""
    shown = " ".join(plain(value, length).split())
    escaped = _LINKED.sub(r"\\", _MARKUP.sub(r"\\\1", shown))
    # A number at the start would begin a list.
    return _AT_START.sub(
        lambda at: f"\\{at[1]}" if not at[1][0].isdigit() else f"{at[1]}\\", escaped
    )


def lines_of(text: str) -> str:
    """An author's text without characters that nobody sees; line ends are as one writes them."""
    kept = text[:MOST_LETTERS].replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(seen(line.replace("\t", "    ")) for line in kept.split("\n"))


def safe_markdown(text: str) -> str:
    """An author's Markdown to take away: no HTML, no picture, no link but to an https page."""
    kept = lines_of(text)
    for unsafe, harmless in _UNSAFE:
        kept = unsafe.sub(harmless, kept)
    return kept


def safe_html(text: str) -> str:
    """An author's Markdown as HTML: headings, lists, quotes, emphasis, links to https pages."""
    return str(_reader().render(lines_of(text)))


@cache
def _reader() -> Any:
    """Markdown without HTML and pictures; headings stand below the title."""
    # Here: only a page of a notebook, or its export, needs it.
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    reader.disable(["image", "html_block", "html_inline", "entity", "reference"])
    reader.validateLink = is_web  # type: ignore[method-assign]
    reader.add_render_rule("heading_open", _heading)
    reader.add_render_rule("heading_close", _heading)
    return reader


def _heading(renderer: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    level = min(int(tokens[place].tag[1]) + 1, 6)
    return f"<h{level}>" if tokens[place].nesting == 1 else f"</h{level}>\n"
