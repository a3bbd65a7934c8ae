"""Which pages there are to lead to."""

from __future__ import annotations

from functools import cache
from pathlib import Path

VIEWS = Path(__file__).parents[1] / "views"


@cache
def is_page(name: str) -> bool:
    """Whether the program has a page of that name."""
    return (VIEWS / f"{name}.py").is_file()
