"""A contractor's time line: obligations above, gifts below, dated events between."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboards.base import queries
from dashboards.base.texts import plain
from etl.common.queries import read_query

CAVEAT = (
    "Months in the records loaded; a gap may be a file that is not loaded. The two scales differ. "
    "That one thing comes before another says nothing about why: see Flags for how ordinary the "
    "distance in time is."
)
HEIGHT = 150


def timeline(organization_id: str) -> None:
    """Draw the lanes; nothing where neither money nor events are loaded."""
    values = {"organization_id": organization_id}
    months = queries.frame(read_query("contractor/months"), values)
    events = _events(organization_id)
    if months.empty and events.empty:
        return
    # A chart knows no decimals; the sums that are printed are exact.
    months["usd"] = months["amount USD"].astype(float)
    st.subheader("Time line")
    st.caption(CAVEAT)
    awards, gifts = months[months["_lane"] == "obligated"], months[months["_lane"] != "obligated"]
    lanes = [_bars(awards, "Obligated by month, USD")] if len(awards) else []
    lanes += [_events_lane(events)] if len(events) else []
    lanes += [_bars(gifts, "Gifts by month and role, USD")] if len(gifts) else []
    # One scale of time for all lanes, but colours of each its own: they mean different things.
    chart = alt.vconcat(*lanes).resolve_scale(x="shared", color="independent")
    st.altair_chart(chart, width="stretch", key="timeline")


def _events(organization_id: str) -> pd.DataFrame:
    """Dated ties: founded, invested, in office, acquired."""
    rows = queries.frame(read_query("entity/events"), {"entity_id": organization_id})
    # Tooltips show a text as it is.
    rows["who"] = [plain(name, 60) for name in rows["who"]]
    return rows


def _axis() -> alt.X:
    return alt.X("month:T", title=None)


def _bars(months: pd.DataFrame, title: str) -> alt.Chart:
    """One lane of monthly sums, in colour by what they are."""
    return (
        alt.Chart(months, height=HEIGHT, title=title, width="container")
        .mark_bar()
        .encode(
            x=_axis(),
            y=alt.Y("usd:Q", title=None, axis=alt.Axis(format="$~s", minExtent=56)),
            color=alt.Color(
                "lane:N", title=None, legend=alt.Legend(orient="bottom", labelLimit=400)
            ),
            tooltip=[
                alt.Tooltip("month:T", format="%B %Y"),
                alt.Tooltip("lane:N", title="what"),
                alt.Tooltip("usd:Q", format="$,.2f", title="USD"),
                alt.Tooltip("records:Q", title="records"),
            ],
        )
    )


def _events_lane(events: pd.DataFrame) -> alt.Chart:
    """Dated ties as marks with their text in the tooltip."""
    return (
        alt.Chart(
            events.rename(columns={"first": "month", "link": "event"}),
            height=40,
            title="Dated ties",
        )
        .mark_point(shape="diamond", size=90, filled=True)
        .encode(
            x=_axis(),
            tooltip=[
                alt.Tooltip("month:T", format="%Y-%m-%d", title="day"),
                "event:N",
                "who:N",
            ],
        )
    )
