"""Pages of the app, run once without a browser."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import duckdb
from streamlit.testing.v1 import AppTest

from dashboards.base.places import file_of
from dashboards.pages import REACHED, SHOWN
from etl.common.settings import ROOT

SPACEX, MUSK, AMERICA_PAC = "uei:C6M7C2FLKER5", "Elon Musk", "fec:C00879510"
FORBIDDEN = ["violation", "pay-to-play", "corrupt", "kickback", "suspicious", "the company gave"]
PAGES = [f"views/{name}.py" for name in (*SHOWN, *REACHED)]


def opened(page: str, **query: str) -> AppTest:
    """A page of the app with what its address says."""
    app = AppTest.from_file(str(ROOT / "dashboards" / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    if page != PAGES[0] or query:
        app.switch_page(file_of(Path(page).stem))
    return app.run()


def texts(app: AppTest) -> str:
    """All that the page says outside its tables."""
    blocks = [app.title, app.header, app.subheader, app.markdown, app.caption]
    blocks += [app.info, app.warning, app.error]
    return " ".join(str(element.value) for block in blocks for element in block)


class Shown(HTMLParser):
    """A table as the page shows it: its title, its columns, its rows of texts and their links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title, self.columns, self.rows = "", [], []
        self.links: list[list[str]] = []
        self._text: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a row, a cell or a link."""
        given = dict(attrs)
        if tag == "div":
            self.title = given.get("aria-label") or self.title
        elif tag == "tr" and self.columns:
            self.rows.append([])
            self.links.append([])
        elif tag in ("th", "td"):
            self._text = []
        elif tag == "a" and self.rows:
            self.links[-1].append(str(given["href"]))

    def handle_data(self, data: str) -> None:
        """Keep the text of a cell."""
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Close a cell; the arrow of a sorted column is no part of its name."""
        if tag in ("th", "td") and self._text is not None:
            text = "".join(self._text).strip()
            if tag == "th":
                self.columns.append(text.removesuffix(" ↑").removesuffix(" ↓"))
            else:
                self.rows[-1].append(text)
            self._text = None

    def column(self, name: str) -> list[str]:
        """The texts of a column."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def sums(self, name: str) -> list[Decimal]:
        """The amounts of a column, those that are known."""
        cells = [text.replace("$", "").replace(",", "") for text in self.column(name)]
        cells = [text.replace("\N{MINUS SIGN}", "-") for text in cells]
        return [Decimal(text) for text in cells if text.lstrip("-").replace(".", "").isdigit()]


def shown(app: AppTest) -> list[Shown]:
    """The tables of the page, in order."""
    bodies = [str(html.proto.body) for html in app.get("html")]
    return [Shown(body) for body in bodies if "tl-table" in body]


def links(app: AppTest) -> list[str]:
    """Where the links of the page lead, those of its tables too."""
    bodies = [str(html.proto.body) for html in app.get("html")]
    marked = [str(element.value) for element in (*app.markdown, *app.caption)]
    return [
        *(unescape(href) for body in bodies for href in re.findall(r'href="([^"]*)"', body)),
        *(href for text in marked for href in re.findall(r"\]\((\S*?)\)", text)),
    ]


def followed(href: str) -> AppTest:
    """The page that a link leads to."""
    url = urlsplit(href)
    query = {name: values[-1] for name, values in parse_qs(url.query).items()}
    return opened(f"views/{url.path.strip('/') or 'overview'}.py", **query)


def columns(app: AppTest) -> list[list[str]]:
    """The column names of every table of the page."""
    return [table.columns for table in shown(app)]


def cells(app: AppTest) -> set[str]:
    """Every cell of every table of the page, as text."""
    return {text for table in shown(app) for row in table.rows for text in row}


def asked(path: Path, sql: str) -> str:
    """One value of a database."""
    with duckdb.connect(str(path), read_only=True) as engine:
        return str(engine.execute(sql).fetchone()[0])
