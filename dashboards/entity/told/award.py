"""What the records say of an award: who obligated what to whom, and how it was competed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboards.base import queries
from dashboards.base.places import Place, award_place, entity_place, link
from dashboards.base.texts import (
    brief,
    count_of,
    day,
    dollars,
    is_missing,
    is_web,
    markdown,
    plain,
)  # fmt: skip
from dashboards.entity.told import pictures
from dashboards.entity.told.sentences import known, number_of, span, tell
from etl.common.queries import read_query

# A ceiling more than so many times what was obligated would press the line to the floor.
FAR = 8


def award_words(award: Mapping[str, Any]) -> None:
    """Obligated, ceiling, competition, what it is for, and how far that is the whole."""
    key = str(award["award_key"])
    term = queries.one(read_query("award/term"), {"award_key": key}) or {}
    tell([_obligated(award), *_limits(award)])
    tell([_competed(key, term), _bought(key, term), *_others(award)])
    st.caption(markdown(_coverage(award), 900))


def _side(award: Mapping[str, Any], which: str, kind: str, unknown: str) -> str:
    """The agency or the contractor as a link, or that it is not stated."""
    name, entity_id = award[f"{which}_name"], award[f"{KINDS[which]}_id"]
    if is_missing(entity_id) or is_missing(name):
        return markdown(unknown if is_missing(name) else name, 120)
    return link(name, entity_place(str(entity_id), kind))


KINDS = {"agency": "agency", "recipient": "organization"}


def _obligated(award: Mapping[str, Any]) -> str:
    key = str(award["award_key"])
    agency = _side(award, "agency", "agency", "an agency that is not stated")
    firm = _side(award, "recipient", "organization", "a contractor that is not stated")
    found = queries.one(read_query("award/obligated"), {"award_key": key})
    tab = Place("views/award.py", {"id": key, "tab": "actions"})
    if found is None or is_missing(found["obligated_usd"]):
        total = award["published_obligated_usd"]
        said = f"Award of {agency} to {firm}. No action of it is loaded"
        if is_missing(total):
            return f"{said}, so that what it obligated is not known here."
        return f"{said}; {markdown(dollars(total))} is what it reports of itself."
    actions = number_of(found["action_count"], "action", tab)
    said = (
        f"{agency} obligated {link(dollars(found['obligated_usd']), tab)} to {firm} in {actions}"
        f"{span(found['first_date'], found['last_date'])}"
    )
    if known(found["lowering_count"]):
        count = count_of(found["lowering_count"], "of them took", "of them took")
        said += f"; {count} {markdown(dollars(-found['lowered_usd']))} back"
    return f"{said}."


def _limits(award: Mapping[str, Any]) -> list[str]:
    """The ceiling, which is no spending; what was paid out; sub-awards."""
    said = []
    if known(award["ceiling_usd"]):
        said.append(
            f"Its ceiling is {markdown(dollars(award['ceiling_usd']))}, a limit and not spending."
        )
    else:
        said.append("No ceiling is stated.")
    if known(award["outlayed_usd"]):
        said.append(f"{markdown(dollars(award['outlayed_usd']))} is reported as paid out.")
    if known(award["subaward_count"]):
        tab = Place("views/award.py", {"id": str(award["award_key"]), "tab": "subawards"})
        said.append(f"{number_of(award['subaward_count'], 'sub-award', tab)} stand apart from it.")
    return said


def _competed(key: str, term: Mapping[str, Any]) -> str:
    tab = Place("views/award.py", {"id": key, "tab": "terms"})
    if is_missing(term.get("competition")):
        return f"Whether it was competed is {link('not stated', tab)}."
    said = f"Competition, as coded: {link(str(term['competition']).lower(), tab)}"
    if not is_missing(term.get("ground")):
        said += f", because of {markdown(str(term['ground']).lower(), 200)}"
    if not is_missing(term.get("offer_count")):
        said += f"; {link(count_of(int(term['offer_count']), 'offer'), tab)} received"
    return f"{said}."


def _bought(key: str, term: Mapping[str, Any]) -> str:
    """What was bought, in the words of its codes, and until when."""
    said = []
    if not is_missing(term.get("product_or_service_words")):
        said.append(f"Bought: {markdown(term['product_or_service_words'], 160)}.")
    if not is_missing(term.get("performance_end_date")):
        said.append(f"Work ends {markdown(day(term['performance_end_date']))}.")
    return " ".join(said)


def _others(award: Mapping[str, Any]) -> list[str]:
    """Its vehicle and its public page."""
    said = []
    if not is_missing(award["vehicle_key"]):
        said.append(f"It stands under {link('a vehicle', award_place(str(award['vehicle_key'])))}.")
    if is_web(award["record_url"]):
        said.append(f"[Its page at USAspending]({award['record_url']}).")
    return said


def _coverage(award: Mapping[str, Any]) -> str:
    said = f"{str(award['coverage']).capitalize()}: {award['coverage_reason']}"
    if award["is_vehicle"]:
        said += ". A vehicle: a limit on orders, which are awards of their own"
    if award["is_incomplete"]:
        said += f". Not whole: {award['incomplete_reason']}"
    return said


def award_picture(award: Mapping[str, Any]) -> None:
    """Obligations added up over time with the ceiling; nothing for fewer than two actions."""
    rows = queries.rows(read_query("award/running"), {"award_key": award["award_key"]})
    if len(rows) < 2 or not any(row["obligated USD"] for row in rows):
        return
    frame = pd.DataFrame(
        {
            "date": pd.Timestamp(row["date"]),
            # A chart knows no decimals; the sums that are printed are exact.
            "usd": float(row["so far USD"]),
            "moved": float(row["obligated USD"]),
        }
        for row in rows
    )
    ceiling = award["ceiling_usd"]
    is_far = known(ceiling) and float(ceiling) > FAR * max(frame["usd"].max(), 1)
    words = "Each step is an action; a step down takes back. "
    if is_far:
        words += f"The ceiling of {brief(ceiling)} is too high to be drawn. "
    elif known(ceiling):
        words += "The dashed line is the ceiling, which is not spending. "
    title = pictures.heading(
        f"Award {plain(award['piid'] or 'without a number', 40)}: obligated so far", words
    )
    chart = _steps(frame)
    if known(ceiling) and not is_far:
        chart = chart + _ceiling(frame, float(ceiling))
    height = pictures.height_of(title, 200)
    st.altair_chart(chart.properties(title=title, height=height), width="stretch", key="running")


def _steps(frame: pd.DataFrame) -> alt.LayerChart:
    """A line of steps with a mark for each action."""
    base = alt.Chart(frame, width="container").encode(
        x=alt.X("date:T", title=None, axis=alt.Axis(format="%Y", labelOverlap="greedy",
                                                    tickCount="year")),
        y=pictures.money_axis(),
    )  # fmt: skip
    tips = [
        alt.Tooltip("date:T", format="%d %B %Y", title="day"),
        alt.Tooltip("moved:Q", format="$,.2f", title="this action"),
        alt.Tooltip("usd:Q", format="$,.2f", title="so far"),
    ]
    line = base.mark_line(interpolate="step-after", color=pictures.BLUES[0])
    return line + base.mark_circle(size=36, color=pictures.BLUES[0]).encode(tooltip=tips)


def _ceiling(frame: pd.DataFrame, ceiling: float) -> alt.LayerChart:
    rows = pd.DataFrame({"usd": [ceiling], "date": [frame["date"].min()]})
    words = f"ceiling {brief(ceiling)}, not spending"
    rule = alt.Chart(rows).mark_rule(strokeDash=[5, 4], color="#b8860b").encode(y="usd:Q")
    text = (
        alt.Chart(rows)
        .mark_text(align="left", dy=-6, dx=4, fontSize=11, text=words, color=pictures.ink())
        .encode(x="date:T", y="usd:Q")
    )
    return rule + text
