"""What a page says: its cells, and every element, attribute and style that no report has."""

from __future__ import annotations

import html.parser
import re

from etl.common.harmless import is_web
from etl.dossier.shipped.style import STYLE

DRAWN = frozenset(
    ("svg", "title", "desc", "rect", "circle", "polygon", "path", "line", "text", "tspan", "g")
)
ELEMENTS = DRAWN | {
    "html", "head", "meta", "style", "body", "header", "h1", "h2", "h3", "p", "nav", "ol", "ul",
    "li", "a", "section", "figure", "div", "table", "thead", "tbody", "tr", "th", "td", "span",
    "b", "i", "code", "details", "summary", "pre",
}  # fmt: skip
# What a story beside a report has too.
TOLD = frozenset((
    "main", "sup", "img", "em", "strong", "blockquote", "hr", "br", "h4", "h5", "h6",
))  # fmt: skip
ATTRIBUTES = frozenset((
    "lang", "charset", "http-equiv", "content", "name", "id", "tabindex", "role", "aria-label",
    "data-cell", "data-value", "open", "xmlns", "viewbox", "width", "height", "font-family",
    "font-size", "fill", "stroke", "stroke-width", "stroke-dasharray", "paint-order",
    "text-anchor", "transform", "points", "d", "x", "y", "x1", "x2", "y1", "y2", "dy", "cx", "cy",
    "r", "rx",
))  # fmt: skip
WORDED = ("data-value", "data-cell", "aria-label", "content", "id")
CLASSES = frozenset((
    "notice", "note", "subject", "sql", "wide", "number", "day", "more", "facts", "card",
    "questions", "room", "first",
))  # fmt: skip


class Cells(html.parser.HTMLParser):
    """The cells of the report: id → (value, text); `strange` is what no report of ours has."""

    def __init__(self, elements: frozenset[str] = ELEMENTS) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, tuple[str | None, str]] = {}
        self.twice: list[str] = []
        self.strange: list[str] = []
        self._elements = elements
        self._open: list[tuple[str, str, str | None, list[str]]] = []
        self._style: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A cell begins where an element has data-cell."""
        stated = dict(attrs)
        if tag not in self._elements:
            self.strange.append(f"the element <{tag}>")
        self.strange += [f"{n} in <{tag}>" for n, value in attrs if not _is_ours(n, value)]
        if tag == "style":
            self._style = []
        if stated.get("data-cell"):
            self._open.append((tag, str(stated["data-cell"]), stated.get("data-value"), []))

    def handle_data(self, data: str) -> None:
        """Text belongs to every cell that is open."""
        if self._style is not None:
            self._style.append(data)
        for _, _, _, texts in self._open:
            texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        """A cell ends with its element."""
        if tag == "style":
            if "".join(self._style or []) != STYLE:
                self.strange.append("a style")
            self._style = None
        if self._open and self._open[-1][0] == tag:
            _, name, value, texts = self._open.pop()
            cell = (value, " ".join("".join(texts).split()))
            if self.found.setdefault(name, cell) != cell:
                self.twice.append(name)

    def handle_comment(self, data: str) -> None:
        """No report has a comment."""
        self.strange.append("a comment")

    def handle_pi(self, data: str) -> None:
        """Nor an instruction."""
        self.strange.append("an instruction")


def _is_ours(name: str, value: str | None) -> bool:
    """Whether a report has this attribute with such a value."""
    if name == "href":
        return is_web(value) or re.fullmatch(r"#[a-z0-9-]+", value or "") is not None
    if name == "class":
        return value in CLASSES
    # A colour may be taken from another file; a value or a label is only words.
    return name in ATTRIBUTES and (name in WORDED or "url" not in str(value).lower())


def strange_parts(page: str, elements: frozenset[str] = ELEMENTS) -> list[str]:
    """What a page holds that no report has."""
    found = Cells(elements)
    found.feed(page)
    found.close()
    # A style that is never closed has swallowed the rest of the page.
    unclosed = ["a style without an end"] if found._style is not None else []
    return list(dict.fromkeys([*found.strange, *unclosed]))


def running_parts(page: str) -> list[str]:
    """What a story holds that could run or bring something in, and that no story of ours has."""
    strange = strange_parts(page, ELEMENTS | TOLD)
    return [part for part in strange if part.startswith(("the element", "on"))]


def drawn_names(graph: str) -> list[str]:
    """What the nodes of a graph are called, with their kinds, as they are written."""
    return re.findall(r"<g><title>(.*?)</title>", graph)
