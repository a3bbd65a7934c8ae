"""A table as HTML: real links, whole numbers on the right, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from math import isnan
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from dashboards.base.places import Action
from dashboards.base.texts import is_web, long_day, plain
from etl.common.units import SHARE, URL, USD, is_year, unit_of

ASSETS = Path(__file__).parents[1] / "assets"
# longer texts unfold, so that a row stays low
MOST_LETTERS, WHOLE_LETTERS, LONG = 70, 1500, 24
NAMES = {"open": "Public record"}


@dataclass(frozen=True)
class ColumnHead:
    """The head of a column: its name, where a click on it leads, and how it is sorted now."""

    name: str
    is_number: bool
    href: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Drawn:
    """A table to be drawn; `places` are where each row leads, in the order of the rows."""

    title: str
    heads: Sequence[ColumnHead]
    rows: Sequence[dict[str, Any]]
    places: Sequence[list[Action]]
    unknown: str


@dataclass(frozen=True)
class _Link:
    text: str
    href: str
    said: str = ""
    is_out: bool = False


@dataclass(frozen=True)
class _Cell:
    text: str
    style: str = ""
    whole: str = ""
    links: tuple[_Link, ...] = ()


def render_table(table: Drawn) -> str:
    """The table as HTML in which nothing of the records is markup."""
    given = zip(table.rows, table.places, strict=True)
    rows = [_cells(table, row, places) for row, places in given]
    heads = [replace(head, name=NAMES.get(head.name, plain(head.name, 80))) for head in table.heads]
    more = [_more(table, *row) for row in zip(rows, table.places, strict=True)]
    if any(cell.links for cell in more):
        heads.append(ColumnHead("Open", False))
        rows = [[*cells, cell] for cells, cell in zip(rows, more, strict=True)]
    return _template().render(title=plain(table.title), heads=heads, rows=rows)


@cache
def _template() -> Template:
    """The template of every table; it escapes by itself."""
    engine = Environment(
        loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined
    )
    return engine.get_template("table.html")


def is_number(name: str, values: Iterable[object]) -> bool:
    """Whether a column holds numbers, years not among them."""
    known = [value for value in values if value is not None]
    numbers = (int, float, Decimal)
    return (
        bool(known)
        and not is_year(name)
        and all(isinstance(value, numbers) and not isinstance(value, bool) for value in known)
    )


def _cells(table: Drawn, row: dict[str, Any], places: list[Action]) -> list[_Cell]:
    """The cells of a row, each a link where one of the row's places is its own."""
    own = {action.column: action for action in _on_cells(table.heads, places)}
    cells = []
    for head in table.heads:
        cell = _cell(head, row[head.name], table.unknown)
        if head.name in own and not cell.links:
            links = (_Link(cell.text, own[head.name].place.address),)
            cell = _Cell(cell.text, cell.style, cell.whole, links)
        cells.append(cell)
    return cells


def _on_cells(heads: Sequence[ColumnHead], places: list[Action]) -> list[Action]:
    """The places that stand on a cell: those that name a column, or else the first."""
    names = {head.name for head in heads}
    own = [action for action in places if action.column in names]
    if own or not places or not heads:
        return own
    return [replace(places[0], column=heads[0].name)]


def _more(table: Drawn, cells: list[_Cell], places: list[Action]) -> _Cell:
    """The other places of a row, each told apart for those who hear the page."""
    about = cells[0].text if cells else ""
    on_cells = {action.label for action in _on_cells(table.heads, places)}
    links = []
    for action in places:
        if action.label not in on_cells:
            text = plain(action.label, 60)
            short = text.removeprefix("Open the ").removeprefix("Open ")
            links.append(_Link(short, action.place.address, f"{text}: {about}"))
    return _Cell("", "tl-long", links=tuple(links))


def _cell(head: ColumnHead, value: object, unknown: str) -> _Cell:
    """A value as people read it; what is unknown is said."""
    unit, number = unit_of(head.name), "tl-number" if head.is_number else ""
    if unit == URL:
        return _public(value)
    text = words_of(head.name, value)
    if not text:
        return _Cell(unknown, f"{number} tl-unknown".strip())
    if head.is_number:
        return _Cell(text, "tl-number")
    if isinstance(value, date):
        return _Cell(text, "tl-day")
    shown = plain(text, MOST_LETTERS)
    whole = plain(text, WHOLE_LETTERS) if len(text) > MOST_LETTERS else ""
    return _Cell(shown, "tl-long" if len(shown) > LONG else "", whole)


def _public(value: object) -> _Cell:
    """A public page of the publisher; anything that is no web page is left out."""
    if not isinstance(value, str) or not is_web(value):
        return _Cell("in its file", "tl-unknown")
    return _Cell("open", links=(_Link("open", value, "open the public record", True),))


def words_of(name: str, value: object) -> str:
    """A value in words, by its column's name and its type; empty where it is unknown."""
    if value is None or (isinstance(value, (float, Decimal)) and isnan(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float, Decimal)):
        return _number(name, value)
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{long_day(value)}, {value:%H:%M}"
    if isinstance(value, date):
        return long_day(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value)
    return str(value).strip()


def _number(name: str, value: int | float | Decimal) -> str:
    """A number whole: money with its cents, a share in percent, a year without commas."""
    unit, sign = unit_of(name), "\N{MINUS SIGN}" if value < 0 else ""
    if unit == USD:
        return f"{sign}${abs(value):,.2f}"
    if unit == SHARE:
        return f"{value:.1%}".replace("-", sign)
    if is_year(name):
        return str(int(value))
    if isinstance(value, int):
        return f"{sign}{abs(value):,}"
    return f"{sign}{abs(value):,.4f}".rstrip("0").rstrip(".")
