"""A contractor's time line: obligations above, gifts below, dated events between."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboards.base import queries
from dashboards.base.texts import plain

CAVEAT = (
    "Months in the records loaded; a gap may be a file that is not loaded. The two scales differ. "
    "That one thing comes before another says nothing about why: see Flags for how ordinary the "
    "distance in time is."
)
HEIGHT = 150


def timeline(organization_id: str) -> None:
    """Draw the lanes; nothing where neither money nor events are loaded."""
    months = queries.frame(
        "select month, lane, lane_title, amount_usd::double as usd, record_count "
        "from marts.contractor_month where organization_number = md5_number_lower(?) "
        "and organization_id = ? and amount_usd <> 0 order by month, lane",
        [organization_id, organization_id],
    )
    events = _events(organization_id)
    if months.empty and events.empty:
        return
    st.subheader("Time line")
    st.caption(CAVEAT)
    awards, gifts = months[months["lane"] == "obligated"], months[months["lane"] != "obligated"]
    lanes = [_bars(awards, "Obligated by month, USD")] if len(awards) else []
    lanes += [_events_lane(events)] if len(events) else []
    lanes += [_bars(gifts, "Gifts by month and role, USD")] if len(gifts) else []
    chart = alt.vconcat(*lanes).resolve_scale(x="shared", color="independent")
    st.altair_chart(chart, width="stretch", key="timeline")


def _events(organization_id: str) -> pd.DataFrame:
    """Dated ties: founded, invested, in office, acquired."""
    rows = queries.frame(
        "select own.first_date as day, type.title as event, other.name as who "
        "from marts.neighbour as own join marts.entity as other on own.other_id = other.entity_id "
        "join marts.link_type as type on own.link_type = type.link_type "
        "where own.entity_number = md5_number_lower(?) and own.entity_id = ? "
        "and own.first_date is not null and own.link_type in "
        "('founder_of', 'invested_in', 'officer_of', 'adviser_to') "
        "order by own.first_date, own.link_id limit 60",
        [organization_id, organization_id],
    )
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
                "lane_title:N", title=None, legend=alt.Legend(orient="bottom", labelLimit=400)
            ),
            tooltip=[
                alt.Tooltip("month:T", format="%B %Y"),
                alt.Tooltip("lane_title:N", title="what"),
                alt.Tooltip("usd:Q", format="$,.2f", title="USD"),
                alt.Tooltip("record_count:Q", title="records"),
            ],
        )
    )


def _events_lane(events: pd.DataFrame) -> alt.Chart:
    """Dated ties as marks with their text in the tooltip."""
    return (
        alt.Chart(events.rename(columns={"day": "month"}), height=40, title="Dated ties")
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
