"""Rows as texts, so that what YAML and what DuckDB holds compare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CASES = Path(__file__).parent


def as_text(value: Any) -> str:
    """A value as text, so that YAML's and DuckDB's numbers and dates compare."""
    if isinstance(value, list):
        return "[" + ", ".join(as_text(item) for item in value) + "]"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    return text[:-3] if text.endswith(".00") else text
