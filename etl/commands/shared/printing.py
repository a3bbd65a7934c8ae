"""What several commands print alike: tables of texts, and when and how much a link says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from etl.common.words import printable

if TYPE_CHECKING:
    from etl.graph.slices import Link


def print_grid(names: Iterable[str], rows: Iterable[Iterable[str]], width: int = 160) -> None:
    """A table of texts as they stand: markup and control characters in names do nothing.

    `width` is that of a page where the output is no terminal.
    """
    grid = Grid(*names)
    for column in grid.columns:
        # Never cut: an id that is cut cannot be copied.
        column.overflow = "fold"
    for row in rows:
        # rich would read [brackets] in a name as markup.
        grid.add_row(*(escape(printable(cell)) for cell in row))
    console = Console()
    # Without a terminal rich takes 80 columns and folds every name.
    (console if console.is_terminal else Console(width=width)).print(grid)


def print_notices(notices: Iterable[str]) -> None:
    """The notices, each a paragraph."""
    for text in notices:
        typer.echo(f"\n{text}")


def period(link: Link) -> str:
    """When, as far as it is stated."""
    first, last = link.first_date or "…", link.last_date or "…"
    return "undated" if first == last == "…" else f"{first} to {last}"


def amount(link: Link) -> str:
    """The amount with thousands apart; blank where none is stated."""
    return "" if link.amount_usd is None else f"{link.amount_usd:,.2f}"
