"""A flag as a card: what was seen, how ordinary it is, what speaks against it, and its records."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import show
from dashboards.base.places import Action, offer, records_place
from dashboards.base.texts import is_missing, markdown
from dashboards.entity.records import evidence_table
from dashboards.notebook.made import flag_pin
from dashboards.notebook.pin import pin_button
from etl.common.queries import Query, read_query

STATES = {
    "flagged": "⚑ flagged",
    "not_flagged": "○ not flagged",
    "not_computable": "? cannot be computed",
}
MOST = 20
TOLD = {  # what a card of an indicator calls what a card of a flag tells
    "raised_when": "flagged when",
    "why": "why it may matter",
    "innocent": "innocent explanations",
    "excludes": "left out",
    "source": "source",
    "other_codes": "in other catalogues",
}


def indicator_card(card: dict[str, object]) -> None:
    """What an indicator is: when it is flagged, why, what is innocent, what is left out."""
    st.markdown(f"*Flagged when:* {markdown(card['raised_when'], 1500)}")
    st.markdown(f"*Why it may matter:* {markdown(card['why'], 1500)}")
    st.markdown(f"*Innocent explanations:* {markdown(card['innocent'], 1500)}")
    st.markdown(f"*Left out:* {markdown(card['excludes'], 1500)}")
    st.caption(f"Source: {markdown(card['source'], 400)}")
    if not is_missing(card["other_codes"]):
        st.caption(f"In other catalogues: {markdown(card['other_codes'], 400)}")


def flag_card(flag: dict[str, object], is_open: bool = False) -> None:
    """One flag, a row of `flag/cards`, never without its innocent explanations and base rate."""
    flag_id, innocent = str(flag["_flag_id"]), flag["innocent explanations"]
    with st.container(border=True):
        st.markdown(f"**{STATES[str(flag['_state'])]} · {markdown(flag['title'])}**")
        st.markdown(markdown(flag["about"], 600))
        st.markdown(markdown(flag["reason"], 1500))
        if not is_missing(flag["how ordinary"]):
            st.caption(f"How ordinary: {markdown(flag['how ordinary'], 400)}.")
        st.markdown(f"*Innocent explanations:* {markdown(innocent, 1500)}")
        pin_button(flag_pin(flag), f"flag-{flag_id}")
        with st.expander("Rule and exclusions", expanded=is_open):
            indicator_card({name: flag[told] for name, told in TOLD.items()})
        if is_open:
            records = evidence_table("Records of this flag", "record/of_flag", {"flag_id": flag_id})
            show(records, f"flag-{flag_id}")
        else:
            action = Action("Records of this flag", records_place(flag=flag_id))
            offer([action], f"flag-{flag_id}")


def show_flags(wanted: Query, values: Mapping[str, object], most: int = MOST) -> None:
    """The flags that a query names by `flag_row` as cards below their heading, if there are any."""
    found = queries.flags(wanted, values, most)
    if found:
        st.subheader(read_query("flag/cards").title)
    for flag in found:
        flag_card(flag)


def entity_flags(entity_id: str) -> None:
    """The flags that concern an entity, as their subject or as the other side."""
    show_flags(read_query("flag/of_entity"), {"entity_id": entity_id})
