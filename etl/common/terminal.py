"""What commands print alike: tables and notices."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Literal

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from etl.common.words import printable

Overflow = Literal["fold", "ellipsis"]


def print_grid(
    names: Iterable[str],
    rows: Iterable[Iterable[str]],
    width: int = 160,
    overflow: Overflow = "fold",
) -> None:
    """A table of texts as they stand: markup and control characters in names do nothing.

    A terminal has its own width; elsewhere it is `width` columns.
    """
    grid = Grid(*names)
    for column in grid.columns:
        column.overflow = overflow
    for row in rows:
        grid.add_row(*(escape(printable(cell)) for cell in row))
    console = Console()
    (console if console.is_terminal else Console(width=width)).print(grid)


def print_notices(notices: Iterable[str]) -> None:
    """The notices, each a paragraph."""
    for text in notices:
        sys.stdout.write(f"\n{text}\n")
