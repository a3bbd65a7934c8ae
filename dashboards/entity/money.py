"""The money of one entity: totals where they agree with the publisher, coverage elsewhere."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.places import Action, records_place
from dashboards.base.texts import dollars, is_web, markdown
from etl.common.queries import read_query

# What stands beside the number that is compared, and never in it.
BESIDE = {
    "given back, not subtracted USD": "given back by the committee",
    "reported by other committees only USD": "what only other committees report of gifts to it",
    "earmarked, reported by intermediaries only USD": (
        "earmarked gifts that only the intermediary reports"
    ),
    "its other rows and later days USD": (
        "its own rows of later days, other accounts and the candidate's own money"
    ),
    "memo rows, in no total USD": "memo rows of",
}


def show_received(entity_id: str) -> None:
    """What a committee took in by cycle, where the rows agree with its own summary."""
    query = read_query("committee/received")
    cycles = queries.rows(query, {"committee_id": entity_id})
    if not cycles:
        return
    st.header(query.title)
    for row in cycles:
        _show_cycle(row)


def _show_cycle(row: dict[str, Any]) -> None:
    said = f"**{row['cycle']}**: "
    if row["_state"] == "published":
        said += f"{markdown(dollars(row['itemized USD']))} itemized, each dollar once"
    else:
        share = row["coverage %"]
        known = "not known" if share is None else f"{share:.1%}"
        said += f"not shown as a total; coverage {markdown(known)}"
    st.markdown(f"{said} ({row['records']:,} records). {markdown(row['because'], 600)}.")
    unitemized = row["from individuals, in no row loaded USD"]
    if unitemized is not None and unitemized > 0:
        amount = markdown(dollars(unitemized))
        st.caption(f"{amount} that the committee reports from individuals is in no row loaded.")
    for column, words in BESIDE.items():
        if row[column] is not None:
            st.caption(f"Beside it, not in it: {words} {markdown(dollars(row[column]))}.")
    if is_web(row["open"]):
        st.markdown(f"[The committee's own summary, {row['cycle']}]({row['open']})")


def show_given(entity_id: str) -> None:
    """What was given in this name, by cycle; each sum opens to the gifts that make it up."""
    show(
        Table(
            read_query("entity/given"),
            {"entity_id": entity_id},
            actions=lambda row: [
                Action(
                    "Records of this cycle",
                    records_place(giver=entity_id, cycle=str(row["cycle"])),
                )
            ],
        ),
        "gave",
    )


def show_published(entity_id: str) -> None:
    """What others have summed of this giver or receiver, in no sum of ours."""
    show(Table(read_query("entity/published"), {"entity_id": entity_id}), "published")
