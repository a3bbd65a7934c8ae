"""Rows as texts, so that what YAML and what DuckDB holds compare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CASES = Path(__file__).parent


def as_text(value: Any) -> str:
    """A value as text, so that YAML's and DuckDB's numbers and dates compare.

    What a map holds keeps its order; a case need not name what is unknown in it.
    """
    if isinstance(value, dict):
        stated = (f"{name}: {as_text(one)}" for name, one in value.items() if one is not None)
        return "{" + ", ".join(stated) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_text(item) for item in value) + "]"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    return text[:-3] if text.endswith(".00") else text
