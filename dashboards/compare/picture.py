"""Small multiples: one row of bars for each side, the same years and the same scale for all."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd
import streamlit as st

from dashboards.base.texts import BILLIONS, plain
from dashboards.compare.side import ComparedSide

HEIGHT = 96
SUM = "sum of the year"
NO_GIFT = "no gift loaded"
# A ramp of one blue, roles in their order.
RAMP = ["#0b3c6f", "#2f6ea8", "#6b9fce", "#a5c6e3", "#d3e3f1"]


def draw_years(sides: Sequence[ComparedSide], title: str, is_own: bool = False) -> None:
    """One sum by year for each side."""
    rows = [
        {"side": number, "year": year, "lane": SUM, "usd": float(str(amount))}
        for number, side in enumerate(sides)
        for year, amount in side.years.items()
        if amount is not None
    ]
    _draw(sides, rows, (title, "compare-years", sides[0].unknown), is_own)


def draw_lanes(sides: Sequence[ComparedSide], title: str, is_own: bool = False) -> None:
    """Sums by year and lane for each side."""
    rows = [
        {"side": number, "year": year, "lane": lane, "usd": float(str(amount))}
        for number, side in enumerate(sides)
        for lane, years in side.lanes.items()
        for year, amount in years.items()
    ]
    _draw(sides, rows, (title, "compare-lanes", NO_GIFT), is_own)


def _draw(
    sides: Sequence[ComparedSide],
    rows: list[dict[str, object]],
    named: tuple[str, str, str],
    is_own: bool,
) -> None:
    """Charts one above the other: what is of one year stands in one line."""
    if not rows:
        return
    table = pd.DataFrame(rows)
    years = list(range(int(table["year"].min()), int(table["year"].max()) + 1))
    lanes = sorted(set(table["lane"]))
    charts = []
    for number, side in enumerate(sides):
        own = table[table["side"] == number]
        charts.append(
            _bars(own, _titled(own, side, named[2]), years, _span(own if is_own else table), lanes)
        )
    scale = "each with its own scale" if is_own else "same scale"
    st.markdown(f"**{named[0]}**, same years, {scale}")
    chart = alt.vconcat(*charts, spacing=8).resolve_scale(color="shared")
    st.altair_chart(chart, width="stretch", key=named[1])


def _titled(rows: pd.DataFrame, side: ComparedSide, unknown: str) -> str:
    """What stands above the bars of a side; one without a bar says that nothing is loaded."""
    name = plain(side.name, 60)
    return name if len(rows) else f"{name}: {unknown}"


def _span(table: pd.DataFrame) -> tuple[float, float]:
    """From the lowest to the highest bar; bars of one sign stand on each other."""
    if table.empty:
        return 0.0, 1.0
    sums = table.groupby(["side", "year", table["usd"] > 0])["usd"].sum()
    return min(0.0, float(sums.min())), max(0.0, float(sums.max()))


def _bars(
    rows: pd.DataFrame,
    title: str,
    years: list[int],
    span: tuple[float, float],
    lanes: list[str],
) -> alt.Chart:
    """The bars of one side."""
    legend = alt.Legend(orient="bottom", labelLimit=300, columns=1) if lanes != [SUM] else None
    return (
        alt.Chart(rows, height=HEIGHT, width="container", title=alt.Title(title, anchor="start"))
        # Bars that are none are no picture to be read aloud.
        .mark_bar(aria=not rows.empty)
        .encode(
            x=alt.X(
                "year:O",
                title=None,
                scale=alt.Scale(domain=years),
                axis=alt.Axis(labelOverlap=True, labelAngle=0),
            ),
            y=alt.Y(
                "usd:Q",
                title=None,
                scale=alt.Scale(domain=span),
                axis=alt.Axis(format="$~s", labelExpr=BILLIONS, tickCount=3, minExtent=50),
            ),
            color=alt.Color(
                "lane:N", title=None, scale=alt.Scale(domain=lanes, range=RAMP), legend=legend
            ),
            tooltip=[
                alt.Tooltip("year:O", title="year"),
                alt.Tooltip("lane:N", title="what"),
                alt.Tooltip("usd:Q", format="$,.0f", title="USD"),
            ],
        )
    )
