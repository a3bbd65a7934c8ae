"""A contractor's time line: obligations, gifts by role and dated ties, each in its own lane."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.shell import notice
from dashboards.base.texts import BILLIONS, markdown, plain
from dashboards.entity.choice import ROWS, unfold
from dashboards.flow.files import offer_files
from dashboards.flow.lanes import Lane, Lanes, draw_lanes, lanes_size
from dashboards.flow.rows import AGENCIES, ROLES
from dashboards.flow.sheet import Around
from etl.common.queries import read_query

CAVEAT = (
    "Sums of the records loaded, by {unit}; a gap may be a file that is not loaded. Each lane has "
    "a scale of its own. That one thing comes before another says nothing about why: see Flags for "
    "how ordinary the distance in time is."
)
HEIGHT, MOST_MONTHS = 150, 48


def timeline(organization_id: str, name: object) -> None:
    """Draw the lanes that have something; a line where none has."""
    values = {"organization_id": organization_id}
    months = queries.rows(read_query("contractor/months"), values)
    events = queries.rows(read_query("entity/events"), {"entity_id": organization_id})
    if not months and not events:
        st.caption("The time line: no dated gift, award or tie of it is in the records loaded.")
        return
    lanes = gather(months, events)
    words = Around(f"{name}: time line", CAVEAT.format(unit=lanes.unit), notice())
    st.caption(markdown(words.caption, 900))
    for number, lane in enumerate(lanes.lanes):
        st.altair_chart(_chart(lanes, lane), width="stretch", key=f"lane-{number}")
    with st.container(horizontal=True, vertical_alignment="center"):
        offer_files(words, lanes_size(lanes, words), lambda paper: draw_lanes(lanes, words, paper))
        is_open = unfold(ROWS, "Its rows as tables", "Hide the rows")
    if is_open:
        show(Table(read_query("contractor/months"), values), "months")
        show(Table(read_query("entity/events"), {"entity_id": organization_id}), "events")


def gather(months: list[dict[str, object]], events: list[dict[str, object]]) -> Lanes:
    """By month where the days are few, else by year; a lane for each thing that has a row."""
    days = [str(row["month"])[:7] for row in months] + [str(row["first"])[:7] for row in events]
    first, last = min(days), max(days)
    ticks = _months(first, last)
    unit, cut = ("month", 7) if len(ticks) <= MOST_MONTHS else ("year", 4)
    ticks = list(dict.fromkeys(tick[:cut] for tick in ticks))
    lanes: dict[str, Lane] = {}
    for row in months:
        key = str(row["_lane"])
        colour = ROLES.get(key, AGENCIES.colour)
        lane = lanes.setdefault(key, Lane(plain(row["lane"], 80), colour, {}))
        tick = str(row["month"])[:cut]
        lane.sums[tick] = lane.sums.get(tick, 0.0) + float(str(row["amount USD"]))
    found = list(lanes.values())
    if events:
        lane = Lane("Dated ties", "#555d68", {}, {})
        for row in events:
            said = lane.marks.setdefault(str(row["first"])[:cut], [])
            said.append(plain(row["in words"], 120))
        found.append(lane)
    return Lanes(unit, ticks, found)


def _months(first: str, last: str) -> list[str]:
    """Every month from one to another, as YYYY-MM."""
    year, month = int(first[:4]), int(first[5:])
    found = []
    while f"{year:04}-{month:02}" <= last:
        found.append(f"{year:04}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def _chart(lanes: Lanes, lane: Lane) -> alt.Chart:
    """A lane: bars of sums, or marks of ties; the same years stand below each other."""
    x = alt.X(
        "when:O",
        title=None,
        scale=alt.Scale(domain=lanes.ticks),
        axis=alt.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=8, ticks=False),
    )
    if lane.marks:
        ties = pd.DataFrame(
            [(tick, "; ".join(said)) for tick, said in lane.marks.items()], columns=["when", "who"]
        )
        drawn = alt.Chart(ties, height=50, title=lane.title).mark_point(
            shape="diamond", size=90, filled=True, color=lane.colour
        )
        empty = alt.Axis(labels=False, ticks=False, minExtent=60, grid=False)
        y = alt.Y("zero:Q", title=None, axis=empty)
        return drawn.transform_calculate(zero="0").encode(x=x, y=y, tooltip=["when:O", "who:N"])
    sums = pd.DataFrame(list(lane.sums.items()), columns=["when", "usd"])
    y = alt.Y(
        "usd:Q",
        title=None,
        axis=alt.Axis(format="$~s", labelExpr=BILLIONS, minExtent=60, tickCount=3),
    )
    tooltip = [
        alt.Tooltip("when:O", title=lanes.unit),
        alt.Tooltip("usd:Q", format="$,.2f", title="USD"),
    ]
    drawn = alt.Chart(sums, height=HEIGHT, title=lane.title).mark_bar(color=lane.colour)
    return drawn.encode(x=x, y=y, tooltip=tooltip)
