"""The picture of a page: the flow with its switches, its table and its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboards.base.grid import Table, show
from dashboards.base.places import Action
from dashboards.base.shell import notice
from dashboards.base.texts import markdown
from dashboards.entity.choice import ROWS, pick, unfold
from dashboards.flow.files import offer_files
from dashboards.flow.model import COUNT, FEWER, MOST, USD
from dashboards.flow.page import flow_html
from dashboards.flow.rows import (
    Days,
    Gathered,
    agency_flow,
    firm_flow,
    firm_values,
    periods,
    row_place,
    rows_query,
)
from dashboards.flow.sheet import Around, draw, sheet_size

CAPTION = (
    "Left of the agencies: gifts of people and funds tied to the firm, less what was given back, "
    "and of them what reached members while they sat on a committee that oversees an agency of its "
    "awards. A gift to a member of two such committees is drawn to both and counted once in each "
    "box. Right of them: obligations, on a scale of their own. No money runs from left to right: "
    "nothing here says that a gift and an award have to do with each other."
)
OF_AGENCY = (
    "Left of the agency: gifts of people and funds tied to its contractors to members while they "
    "sat on a committee that oversees it. A gift to a member of two such committees is drawn to "
    "both and counted once in each box. Right of it: obligations, on a scale of their own. No "
    "money runs from left to right: nothing here says that a gift and an award have to do with "
    "each other."
)
BY = {USD: "$", COUNT: "count"}


@dataclass(frozen=True)
class FlowPicture:
    """A flow with its words and its table."""

    found: Gathered
    by: str
    words: Around
    table: Table


def firm_picture(organization_id: str, name: object) -> None:
    """The flow of a firm; a line where there is nothing to draw."""
    found = {str(days.congress): days for days in periods(organization_id)}
    by, asked = _switches([*found])
    days = found.get(asked, Days())
    gathered = firm_flow(organization_id, days)
    values = firm_values(organization_id, days)
    title = f"{name}: who gave, who oversees, what was obligated, {_said(days)}"
    table = Table(rows_query(is_firm=True), values, actions=_actions(organization_id))
    _draw(FlowPicture(gathered, by, Around(title, CAPTION, notice()), table))


def agency_picture(agency_id: str, name: object) -> None:
    """The flow of an agency."""
    by, _ = _switches([])
    gathered = agency_flow(agency_id)
    title = f"{name}: who gave to its overseers, and to whom it obligated, all days loaded"
    table = Table(rows_query(is_firm=False), {"agency_id": agency_id}, actions=_actions(None))
    _draw(FlowPicture(gathered, by, Around(title, OF_AGENCY, notice()), table))


def _switches(congresses: list[str]) -> tuple[str, str]:
    """By dollars or by number, and of which years."""
    with st.container(horizontal=True, gap="medium"):
        by = pick("by", "LaidOut by", BY)
        if len(congresses) < 2:
            return by, ""
        years = {key: _years(key) for key in congresses}
        return by, pick("congress", "Years of gifts and obligations", {"all": "All years", **years})


def _years(congress: str) -> str:
    first = 1787 + 2 * int(congress)
    return f"{first}–{(first + 1) % 100:02d}"


def _said(days: Days) -> str:
    if days.congress is None:
        return "all days loaded"
    return f"{_years(str(days.congress))} (Congress {days.congress})"


def _actions(organization_id: str | None) -> Callable[[dict[str, object]], list[Action]]:
    def actions(row: dict[str, object]) -> list[Action]:
        place = row_place(row, organization_id)
        return [Action("Open its records", place)] if place else []

    return actions


def _draw(picture: FlowPicture) -> None:
    """The picture, what it means, its files and its rows."""
    if not picture.found.rows:
        st.caption("The picture: no gift and no award of these days is in the records loaded.")
        return
    flow, narrow = (picture.found.folded(picture.by, most) for most in (MOST, FEWER))
    st.html(flow_html(flow, narrow, picture.words.title))
    with st.container(horizontal=True, vertical_alignment="center"):
        words = picture.words
        offer_files(words, sheet_size(flow, words), lambda paper: draw(flow, words, paper))
        is_open = unfold(ROWS, "What it shows, and its rows as a table", "Hide the rows")
    if is_open:
        st.caption(markdown(picture.words.caption, 1500))
        show(picture.table, "flow")
