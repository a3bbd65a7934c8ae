"""An agency on one page: contractors, competition, concentration, flags, and who oversees it."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.texts import is_missing, markdown
from dashboards.entity import head as entity_head
from dashboards.entity.contract_tiles import contract_tiles
from dashboards.entity.marks import entity_marks, show_mark_words
from dashboards.tables.agency import (
    agency_table,
    competition_table,
    contractor_table,
    flag_table,
    overseer_table,
    year_table,
)
from dashboards.tables.link import Links, link_table
from dashboards.tables.termination import termination_months, termination_table
from etl.common.queries import read_query

OVERSIGHT = (
    "Committees oversee agencies by the rules of their chamber, and many members sit on them; "
    "gifts by people tied to contractors reach members for many reasons. Nothing here says that a "
    "gift and an award have to do with each other."
)


def index() -> None:
    """All agencies with contracts."""
    shell.head("Agencies")
    st.write("Every agency with a contract in the records loaded. Choose one, or search above.")
    show(agency_table(), "agencies")


def tiles(agency_id: str) -> None:
    """Sums, competition and concentration in figures with what they rest on."""
    found = queries.one(read_query("agency/agency"), {"agency_id": agency_id})
    if found is None:
        shell.empty("No contract of this agency is loaded.", "Fetch and load its awards.")
        return
    contract_tiles(found)
    show_mark_words(found)
    share = found["top_contractor_share"]
    if is_missing(share):
        st.caption(
            "The largest contractor's share is not known: no money of its actions is loaded."
        )
        return
    said = (
        f"Of the actions loaded, {share:.0%} went to the largest contractor, "
        f"{found['top_contractor_name']}; concentration (Herfindahl-Hirschman, 0 to 1): "
        f"{found['concentration_index']:.3f}."
    )
    st.caption(markdown(said, 800))


def page(agency_id: str) -> None:
    """Every section."""
    tiles(agency_id)
    show(contractor_table(agency_id), "contractors")
    show(competition_table(agency_id), "competition")
    show(flag_table(agency_id), "flags")
    show(year_table(agency_id), "years")
    show(termination_table(agency_id=agency_id), "terminations")
    show(termination_months(agency_id=agency_id), "termination-months")
    entity_marks(agency_id)
    oversight = Links(["oversight"])
    show(link_table("Committees of Congress that oversee it", agency_id, oversight), "overseers")
    show(overseer_table(agency_id, OVERSIGHT, queries.seat_days()), "overseer-money")


if "id" in st.query_params:
    found = entity_head.open_entity("Agency")
    if found:
        page(str(found["entity_id"]))
else:
    index()
shell.foot()
