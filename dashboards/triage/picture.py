"""The picture of what fits: awards by the fiscal year in which they were signed."""

from __future__ import annotations

import altair as alt
import streamlit as st

from dashboards.base import queries
from dashboards.triage.answer import facts_of, judged_query
from dashboards.triage.question import AwardQuestion

# As bars are stacked, from below; told apart by lightness too.
WORDS = {"not_competed": "not competed", "competed": "competed", "not_stated": "not stated"}
COLOURS = ["#1f4e79", "#8fb8de", "#b9b9b9"]
# Streamlit fits the title, the axis and the legend into it.
HEIGHT = 250


def draw_years(question: AwardQuestion) -> None:
    """Awards by fiscal year and competition; nothing where no day of signing is known."""
    query = judged_query("triage/picture", facts_of(question))
    rows = queries.frame(query, question.values)
    if len(rows) < 2:
        return
    rows["competition"] = [WORDS[code] for code in rows["competition_code"]]
    rows["year"] = rows["fiscal_year"].astype(int)
    rows["awards"] = rows["award_count"].astype(int)
    years = range(int(rows["year"].min()), int(rows["year"].max()) + 1)
    chart = (
        alt.Chart(
            rows,
            height=HEIGHT,
            width="container",
            title="Awards that fit, by fiscal year of signing",
        )
        .mark_bar()
        .encode(
            # Every year has its place, so that a gap is seen.
            x=alt.X(
                "year:O",
                title=None,
                scale=alt.Scale(domain=list(years)),
                axis=alt.Axis(labelOverlap=True, labelAngle=0),
            ),
            y=alt.Y("awards:Q", title=None, axis=alt.Axis(tickMinStep=1, minExtent=30)),
            color=alt.Color(
                "competition:N",
                title=None,
                scale=alt.Scale(domain=list(WORDS.values()), range=COLOURS),
                legend=alt.Legend(orient="bottom"),
            ),
            tooltip=[
                alt.Tooltip("year:O", title="fiscal year"),
                alt.Tooltip("competition:N", title="competition"),
                alt.Tooltip("awards:Q", title="awards", format=","),
            ],
        )
    )
    st.altair_chart(chart, width="stretch", key="triage-years")
