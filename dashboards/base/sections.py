"""Sections of a page behind tabs that stay in the address; only the open one is run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboards.base.texts import markdown


@dataclass(frozen=True)
class Section:
    """A section: its key in the address, its title, and what draws it."""

    key: str
    title: str
    draw: Callable[[], object]
    count: int | None = None
    empty: str = ""


def sections(them: Sequence[Section]) -> None:
    """Draw them."""
    for section in them:
        if section.count == 0:
            st.caption(f"{section.title}: {markdown(section.empty)}")
        else:
            st.subheader(section.title)
            section.draw()
