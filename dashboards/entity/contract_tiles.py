"""What is known of a firm's or an agency's contracts: an unknown is said, never shown as zero."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboards.base.texts import count_of, is_missing, markdown, period, short_dollars

NOT_LOADED, NOT_STATED = "not loaded", "not stated"


def contract_tiles(found: Mapping[str, Any]) -> None:
    """Obligated by the actions loaded, reported by the awards, and how many there are of each.

    `found` holds the columns of `marts.contractor` or `marts.agency`.
    """
    columns = st.columns(4)
    # Where every award has an action and none an amount, the records do not say.
    unknown = NOT_STATED if found["acted_award_count"] == found["award_count"] else NOT_LOADED
    obligated = short_dollars(found["obligated_usd"], unknown)
    columns[0].metric("Obligated, actions loaded", obligated)
    reported = short_dollars(found["reported_obligated_usd"], NOT_LOADED)
    columns[1].metric("Reported by its awards", reported)
    columns[2].metric("Awards", f"{found['award_count']:,}")
    if "agency_count" in found:
        columns[3].metric("Agencies", f"{found['agency_count']:,}")
    else:
        columns[3].metric("Contractors", f"{found['contractor_count']:,}")
    st.caption(markdown(contract_words(found), 900))


def contract_words(found: Mapping[str, Any]) -> str:
    """The figures in sentences: of how many awards the actions are, and what they leave open."""
    said = []
    acted, awards = found["acted_award_count"], found["award_count"]
    if acted == 0:
        said.append("No action on these awards is loaded: what they obligated is not known here")
    elif acted < awards:
        said.append(f"Actions are loaded of {acted:,} of {count_of(awards, 'award')}")
        if is_missing(found["obligated_usd"]):
            said.append("They obligate nothing or state no amount, and the others' are not loaded")
    if not is_missing(found["reported_obligated_usd"]):
        count = count_of(found["reported_award_count"], "award reports", "awards report")
        said.append(
            f"{count} {short_dollars(found['reported_obligated_usd'])} of themselves, which is "
            "in no sum with the actions"
        )
    days = period(found["first_action_date"], found["last_action_date"])
    said += [f"Actions of {days}"] if days else []
    if found["is_incomplete"]:
        said.append(f"Not whole: {found['incomplete_reason']}")
    said.append("Ceilings are not spending and are in no sum")
    return ". ".join(said) + "."
