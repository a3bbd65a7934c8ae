"""A flag as a card: what was seen, how ordinary it is, what speaks against it, and its records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboards.base import queries
from dashboards.base.places import award_place, entity_place, link, records_place
from dashboards.base.texts import is_missing, markdown
from dashboards.entity.flag_parties import flag_parties
from dashboards.notebook.made import flag_pin
from dashboards.notebook.pin import pin_button
from etl.common.queries import Query, read_query, with_pieces

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
        st.markdown(parties(flag))
        st.markdown(markdown(flag["reason"], 1500))
        if not is_missing(flag["how ordinary"]):
            st.caption(f"How ordinary: {markdown(flag['how ordinary'], 400)}.")
        st.markdown(f"*Innocent explanations:* {markdown(innocent, 1500)}")
        pin_button(flag_pin(flag), f"flag-{flag_id}")
        with st.expander("Rule and exclusions", expanded=False):
            indicator_card({name: flag[told] for name, told in TOLD.items()})
        if not is_open:
            st.markdown(link("Everyone it names, and its records", records_place(flag=flag_id)))
    if is_open:
        flag_parties(flag)


def parties(flag: Mapping[str, Any]) -> str:
    """The firm, its award, the other side and the agency, each a link, each once."""
    said = []
    if not is_missing(flag["_organization_id"]) and not is_missing(flag["_organization_name"]):
        firm = entity_place(str(flag["_organization_id"]), "organization")
        said.append(link(flag["_organization_name"], firm))
    if not is_missing(flag["_award_key"]):
        said.append(link(f"award {flag['_piid'] or 'without a number'}",
                         award_place(str(flag["_award_key"]))))  # fmt: skip
    if not is_missing(flag["_object_kind"]) and flag["_object_id"] != flag["_organization_id"]:
        other = entity_place(str(flag["_object_id"]), str(flag["_object_kind"]))
        said.append(link(flag["_object_name"], other))
    if not is_missing(flag["_agency_name"]) and flag["_agency_id"] != flag["_object_id"]:
        agency = entity_place(str(flag["_agency_id"]), "agency")
        said.append(link(flag["_agency_name"], agency))
    return " · ".join(said)


def flag_count(entity_id: str) -> int:
    """How many flags the page of an entity shows."""
    query = with_pieces(read_query("flag/counted"), wanted=read_query("flag/of_entity"))
    found = queries.one(query, {"entity_id": entity_id})
    return int(found["shown"]) if found else 0


def show_flags(wanted: Query, values: Mapping[str, object], most: int = MOST) -> None:
    """The flags that a query names by `flag_row` as cards below their heading, if there are any."""
    found = queries.flags(wanted, values, most)
    if found:
        st.header(read_query("flag/cards").title)
    for flag in found:
        flag_card(flag)


def entity_flags(entity_id: str) -> None:
    """The flags that concern an entity, as their subject or as the other side."""
    show_flags(read_query("flag/of_entity"), {"entity_id": entity_id})
