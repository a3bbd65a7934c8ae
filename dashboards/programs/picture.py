"""The time line of a program: its vehicles and orders, what was obligated, and dated events."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboards.base import queries
from dashboards.base.texts import BILLIONS, plain
from dashboards.programs.listed import Resolved
from etl.common.queries import read_query

ROW, LEAST, HEIGHT = 22, 60, 120
MOST_ROWS = 30
TIME = alt.Axis(format="%Y", tickCount="year", labelOverlap=True)
NOTE = (
    "A bar runs from the first to the last action of an award; what lies between is not told. "
    "Ceilings are in no sum. That one thing comes before another says nothing about why."
)


def draw_times(resolved: Resolved) -> None:
    """Awards as bars, events as marks, obligations by year; what is not loaded is said."""
    awards, events = _awards(resolved), _events(resolved)
    years = queries.frame(read_query("program/years"), resolved.values)
    lanes = []
    if len(awards):
        lanes.append(_bars(awards))
    if len(events):
        lanes.append(_marks(events))
    if years["obligated_usd"].notna().any():
        lanes.append(_sums(years))
    else:
        st.caption("No action on these awards or on orders under them is loaded: no sums by year.")
    if lanes:
        st.markdown("**Time line**")
        # One scale of time for all lanes, so that what is of one day stands in one line.
        chart = alt.vconcat(*lanes, spacing=8).resolve_scale(x="shared", color="independent")
        st.altair_chart(chart, width="stretch", key="program-times")
        st.caption(NOTE)


def _awards(resolved: Resolved) -> pd.DataFrame:
    """Listed awards whose days are loaded."""
    rows = queries.rows(read_query("program/lines"), resolved.values)
    dated = [row for row in rows if row["first action"] and row["last action"]][:MOST_ROWS]
    return pd.DataFrame(
        {
            "first": pd.Timestamp(row["first action"]),
            "last": pd.Timestamp(row["last action"]),
            "award": plain(row["vehicle or order"], 24),
            "holder": plain(row["holder"] or "holder not stated", 50),
        }
        for row in dated
    )


def _events(resolved: Resolved) -> pd.DataFrame:
    """Dated events of the program's case."""
    case_id = resolved.program.case_id
    rows: list[dict[str, Any]] = []
    if case_id:
        rows = queries.rows(read_query("case/events"), {"case_id": case_id})
    return pd.DataFrame(
        {"day": pd.Timestamp(row["date"]), "event": plain(row["event"], 160)}
        for row in rows
        if row["date"]
    )


def _time(field: str) -> alt.X:
    return alt.X(f"{field}:T", title=None, axis=TIME)


def _bars(awards: pd.DataFrame) -> alt.Chart:
    """One line for each award."""
    return (
        alt.Chart(
            awards,
            height=max(LEAST, ROW * len(awards)),
            width="container",
            title=alt.Title("Listed awards, first to last action", anchor="start"),
        )
        .mark_bar(size=10, cornerRadius=3)
        .encode(
            x=_time("first"),
            x2="last:T",
            y=alt.Y(
                "award:N", title=None, sort=alt.SortField("first"), axis=alt.Axis(labelLimit=130)
            ),
            color=alt.Color(
                "holder:N",
                title=None,
                legend=alt.Legend(orient="bottom", columns=1, labelLimit=300),
            ),
            tooltip=[
                "award:N",
                "holder:N",
                alt.Tooltip("first:T", format="%-d %B %Y"),
                alt.Tooltip("last:T", format="%-d %B %Y"),
            ],
        )
    )


def _marks(events: pd.DataFrame) -> alt.Chart:
    """Events of the case, each in its tooltip."""
    return (
        alt.Chart(
            events,
            height=36,
            width="container",
            title=alt.Title("Events of the case", anchor="start"),
        )
        .mark_point(shape="diamond", size=80, filled=True, color="#1f4e79")
        .encode(x=_time("day"), tooltip=[alt.Tooltip("day:T", format="%-d %B %Y"), "event:N"])
    )


def _sums(years: pd.DataFrame) -> alt.Chart:
    """Obligations by fiscal year and holder."""
    drawn = pd.DataFrame(
        {
            "day": [pd.Timestamp(int(year), 1, 1) for year in years["fiscal_year"]],
            "year": years["fiscal_year"].astype(int),
            "holder": [plain(name, 50) for name in years["holder"]],
            "usd": years["obligated_usd"].astype(float),
        }
    )
    return (
        alt.Chart(
            drawn,
            height=HEIGHT,
            width="container",
            title=alt.Title("Obligated by fiscal year, actions loaded", anchor="start"),
        )
        .mark_bar()
        .encode(
            x=alt.X("day:T", timeUnit="year", title=None, axis=TIME),
            y=alt.Y(
                "usd:Q", title=None, axis=alt.Axis(format="$~s", labelExpr=BILLIONS, minExtent=50)
            ),
            color=alt.Color(
                "holder:N",
                title=None,
                legend=alt.Legend(orient="bottom", columns=1, labelLimit=300),
            ),
            tooltip=[
                alt.Tooltip("year:Q", title="fiscal year"),
                "holder:N",
                alt.Tooltip("usd:Q", format="$,.0f", title="obligated, net"),
            ],
        )
    )
