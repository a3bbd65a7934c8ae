"""The records loaded as a picture: ledgers by years, whole, in part or not at all."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Any

import streamlit as st

from dashboards.base import queries
from dashboards.base.places import Place
from dashboards.base.shell import ASSETS
from etl.common.queries import read_query

YEARS = 14
# A shape and a word for each state: nothing is told by colour alone.
MARKS = {"whole": ("●", "whole"), "part": ("◐", "in part"), "none": ("·", "not loaded")}


def loaded_place(ledger: str | None = None) -> Place:
    """The page that says what is loaded, and of one ledger what decides it."""
    return Place("views/loaded.py", {"ledger": ledger} if ledger else {})


def show_ledgers() -> None:
    """The picture, a table that can be read aloud."""
    rows = queries.rows(read_query("overview/loaded"), {"years": YEARS})
    if not rows:
        st.markdown("Nothing is loaded yet.")
        return
    st.html(ASSETS / "front.css")
    st.html(picture(rows))


def picture(rows: list[dict[str, Any]]) -> str:
    """A table with a row for each ledger and a cell for each year."""
    years = list(dict.fromkeys(row["record_year"] for row in rows))
    heads = "".join(f'<th scope="col">{_head(year, years)}</th>' for year in years)
    body = "".join(
        f'<tr><th scope="row"><a href="{escape(loaded_place(code).address)}">{escape(name)}</a>'
        f"</th>{''.join(_cell(row) for row in of_ledger)}</tr>"
        for (code, name), of_ledger in groupby(
            rows, key=lambda row: (row["ledger_code"], row["ledger"])
        )
    )
    key = " ".join(f'<span class="key {s}">{mark} {word}</span>' for s, (mark, word) in
                   MARKS.items())  # fmt: skip
    return (
        '<div class="ledgers" tabindex="0" role="region" aria-label="Records loaded, by ledger and '
        f'year"><table><caption>{key}</caption><thead><tr><td></td>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _head(year: int | None, years: list[int | None]) -> str:
    """A year, or all the years before the first that is shown."""
    if year is not None:
        return f"’{year % 100:02d}<span class='said'> {year}</span>"
    first = min(one for one in years if one is not None)
    return f"–’{(first - 1) % 100:02d}<span class='said'> up to {first - 1}</span>"


def _cell(row: dict[str, Any]) -> str:
    """One ledger in one year: its mark, and in words what it is and why."""
    mark, word = MARKS[row["state"]]
    count = f", {row['record_count']:,} records" if row["record_count"] else ""
    why = escape(f"{row['ledger']}, {row['period']}: {word}{count}; {row['reason']}")
    return (
        f'<td class="{row["state"]}" title="{why}"><span aria-hidden="true">{mark}</span>'
        f'<span class="said">{word}</span></td>'
    )
