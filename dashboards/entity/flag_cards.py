"""A flag as a card: what was seen, how ordinary it is, what speaks against it, and its records."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import show
from dashboards.base.places import Action, offer, records_place
from dashboards.base.texts import markdown
from dashboards.entity.records import evidence_table

STATES = {
    "flagged": "⚑ flagged",
    "not_flagged": "○ not flagged",
    "not_computable": "? cannot be computed",
}


def indicator_card(card: dict[str, object]) -> None:
    """What an indicator is: when it is flagged, why, what is innocent, what is left out."""
    st.markdown(f"*Flagged when:* {markdown(card['raised_when'], 1500)}")
    st.markdown(f"*Why it may matter:* {markdown(card['why'], 1500)}")
    st.markdown(f"*Innocent explanations:* {markdown(card['innocent'], 1500)}")
    st.markdown(f"*Left out:* {markdown(card['excludes'], 1500)}")
    st.caption(f"Source: {markdown(card['source'], 400)}")


def flag_card(flag: dict[str, object], is_open: bool = False) -> None:
    """One flag, never without its innocent explanations and its base rate."""
    with st.container(border=True):
        st.markdown(f"**{STATES[str(flag['state'])]} · {markdown(flag['title'])}**")
        parts = [
            flag[name]
            for name in ("organization_name", "piid", "object_name", "agency_name")
            if not pd.isna(flag[name])
        ]
        st.markdown(" · ".join(markdown(part) for part in dict.fromkeys(parts)))
        st.markdown(markdown(flag["reason"], 1500))
        if not pd.isna(flag["base_rate"]):
            st.caption(f"How ordinary: {markdown(flag['base_rate'], 400)}.")
        st.markdown(f"*Innocent explanations:* {markdown(flag['innocent'], 1500)}")
        with st.expander("Rule and exclusions", expanded=is_open):
            indicator_card(flag)
        if is_open:
            _records(str(flag["flag_id"]))
        else:
            records = Action("Records of this flag", records_place(flag=str(flag["flag_id"])))
            offer([records], f"flag-{flag['flag_id']}")


def _records(flag_id: str) -> None:
    show(
        evidence_table(
            "Records of this flag",
            "select unnest(evidence) as record_id from marts.flag "
            "where flag_number = md5_number_lower(?) and flag_id = ?",
            [flag_id, flag_id],
        ),
        f"flag-{flag_id}",
    )


def entity_flags(entity_id: str) -> None:
    """The flags that concern an entity, as their subject or as the other side."""
    found = queries.flags(
        "(flag.organization_number = md5_number_lower(?) "
        "or flag.object_number = md5_number_lower(?) "
        "or flag.subject_number = md5_number_lower(?)) "
        "and (flag.state = 'flagged' or flag.code = 'TL-S01')",
        [entity_id] * 3,
        20,
    )
    if not found:
        return
    st.subheader("Flags: facts that deserve a second look, none of them a finding")
    for flag in found:
        flag_card(flag)
