"""One picture a page, drawn from the rows of its tables: years below, money at the side."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import altair as alt
import pandas as pd
import streamlit as st

from dashboards.base import queries
from dashboards.base.texts import BILLIONS, day, plain
from etl.common.about import read_day

# The ramp of money, dark to pale; the last ones stand for what is not stated.
BLUES = ["#1f5f99", "#4f8fc4", "#9fc3e0", "#c9d9e6", "#8d8d8d", "#bdbdbd"]
NOTICE = "Not to be used to ask for gifts or for commerce (52 U.S.C. 30111(a)(4)); no finding."
WIDTH, LINE = 64, 12


def ink() -> str:
    """The colour of words in a picture, by the reader's theme: Streamlit leaves these black."""
    return "#eceff2" if st.context.theme.type == "dark" else "#1c2127"


def heading(title: str, caption: str) -> alt.TitleParams:
    """Title, caption, day and notice: they stay with the picture wherever it is saved."""
    built = f"Throughline, built as of {day(read_day(queries.connection()))}."
    lines = [*wrap(caption, WIDTH), *wrap(f"{built} {NOTICE}", WIDTH)]
    return alt.TitleParams(
        plain(title, 90),
        subtitle=lines,
        subtitleColor=ink(),
        anchor="start",
        subtitleFontSize=10,
        offset=8,
    )


def height_of(title: alt.TitleParams, plot: int) -> int:
    """The height of a picture whose plot shall be so high: title and legend take from it."""
    return plot + LINE * len(title.subtitle) + 90


def bars(
    rows: pd.DataFrame,
    title: alt.TitleParams,
    kinds: Sequence[str],
    key: str,
    years: Sequence[int] = (),
) -> None:
    """Sums by year, stacked by kind in the order of `kinds`; columns year, kind, usd, records."""
    used = [kind for kind in kinds if kind in set(rows["kind"])]
    chart = stacks(rows, used, years or list(rows["year"])).properties(
        title=title, height=height_of(title, 180)
    )
    st.altair_chart(chart, width="stretch", key=key)


def stacks(rows: pd.DataFrame, kinds: Sequence[str], years: Sequence[int]) -> alt.Chart:
    """The same as a part of a picture, on a scale of those years."""
    rows = rows.assign(place=[list(kinds).index(kind) for kind in rows["kind"]])
    return (
        alt.Chart(rows, height=180, width="container")
        .mark_bar(size=_width(years))
        .encode(
            x=year_axis(years),
            y=money_axis(),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(kinds), range=BLUES[: len(kinds)]),
                legend=alt.Legend(orient="bottom", columns=2, labelLimit=220),
            ),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("year:Q", format="d"),
                alt.Tooltip("kind:N", title="what"),
                alt.Tooltip("usd:Q", format="$,.2f", title="USD"),
                alt.Tooltip("records:Q", format=",", title="records"),
            ],
        )
    )


def draw_spans(rows: pd.DataFrame, title: alt.TitleParams, years: Sequence[int], key: str) -> None:
    """Bars over years as a picture, its years above those of a picture of sums below it."""
    height = height_of(title, 36 * rows["body"].nunique())
    room = {"left": 49, "right": 5, "top": 5, "bottom": 5}
    chart = spans(rows, years).properties(title=title, height=height, padding=room)
    st.altair_chart(chart, width="stretch", key=key)


def spans(rows: pd.DataFrame, years: Sequence[int]) -> alt.LayerChart:
    """Bars over years, each under its name: a label at the side would leave a phone no room."""
    bodies = list(rows["body"].drop_duplicates())
    y = alt.Y("body:N", title=None, sort=bodies, axis=None)
    names = pd.DataFrame({"body": bodies, "from": int(min(years)) - 0.6})
    drawn = (
        alt.Chart(rows)
        .mark_bar(height=7, yOffset=7)
        .encode(
            x=year_axis(years, field="from"),
            x2="until:Q",
            y=y,
            color=alt.Color(
                "what:N",
                title=None,
                scale=alt.Scale(range=["#6b4fa0", "#1d7874"]),
                legend=alt.Legend(orient="bottom"),
            ),
            tooltip=["body:N", alt.Tooltip("days:N", title="known from and to")],
        )
    )
    text = (
        alt.Chart(names)
        .mark_text(align="left", dy=-5, fontSize=11, limit=330, color=ink())
        .encode(x="from:Q", y=y, text="body:N")
    )
    return alt.layer(drawn, text).properties(width="container")


def shares(rows: pd.DataFrame) -> alt.LayerChart:
    """A bar of 0 to 100 % under each name, in the order of the rows."""
    order = list(rows["indicator"])
    y = alt.Y("indicator:N", title=None, sort=order, axis=None)
    tips = [
        "indicator:N",
        alt.Tooltip("flagged:Q", format=","),
        alt.Tooltip("examined:Q", format=","),
        alt.Tooltip("share:Q", format=".1%"),
    ]
    whole = alt.Scale(domain=[0, 1])
    drawn = (
        alt.Chart(rows.assign(whole=1.0))
        .mark_bar(height=8, yOffset=7, fill="none", stroke="#8a8a8a", strokeWidth=1)
        .encode(x=alt.X("whole:Q", title=None, scale=whole, axis=alt.Axis(format="%")), y=y)
    )
    flagged = drawn.mark_bar(height=8, yOffset=7, color="#5b6b7a").encode(
        x=alt.X("share:Q", scale=whole), y=y, tooltip=tips
    )
    names = rows.assign(zero=0.0, said=[
        f"{row.indicator}: {row.flagged:,} of {row.examined:,}" for row in rows.itertuples()
    ])  # fmt: skip
    text = (
        alt.Chart(names)
        .mark_text(align="left", dy=-5, fontSize=11, limit=340, color=ink())
        .encode(x=alt.X("zero:Q", scale=whole), y=y, text="said:N")
    )
    return alt.layer(drawn, flagged, text).properties(width="container")


def _width(years: Sequence[int]) -> int:
    """Bars that neither touch over many years nor fill the picture over one."""
    return max(6, min(48, 260 // (int(max(years)) - int(min(years)) + 1)))


def year_axis(years: Sequence[int], field: str = "year") -> alt.X:
    """A scale of whole years, with as many labels as a phone has room for."""
    first, last = int(min(years)), int(max(years))
    step = max(1, -(-(last - first + 1) // 8))
    return alt.X(
        f"{field}:Q",
        title=None,
        scale=alt.Scale(domain=[first - 0.7, last + 0.7], nice=False),
        axis=alt.Axis(
            format="d", values=list(range(first, last + 1, step)), labelOverlap="greedy", grid=False
        ),
    )


def money_axis() -> alt.Y:
    """A scale of dollars in short: $20k."""
    return alt.Y(
        "usd:Q",
        title=None,
        axis=alt.Axis(format="$~s", labelExpr=BILLIONS, tickCount=4, minExtent=44),
    )


def frame_of(rows: Sequence[dict[str, object]], year: str, kind: str) -> pd.DataFrame:
    """Rows of a query as a picture takes them; what has no year or sum is left out."""
    usd = "less refunds USD"
    return pd.DataFrame(
        {
            "year": int(str(row[year])),
            "kind": str(row[kind]),
            # A chart knows no decimals; the sums that are printed are exact.
            "usd": float(str(row[usd])),
            "records": row["records"],
        }
        for row in rows
        if row[year] is not None and row[usd] is not None
    )
