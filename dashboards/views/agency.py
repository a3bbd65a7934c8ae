"""An agency on one page: contractors, competition, concentration, flags, and who oversees it."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.places import entity_place, go
from dashboards.base.texts import is_missing, markdown, period, short_dollars
from dashboards.entity import head as entity_head
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
    row = show(agency_table(), "agencies")
    if row:
        go(entity_place(str(row["_agency_id"]), "agency"))


def tiles(agency_id: str) -> None:
    """Sums, competition and concentration in figures with what they rest on."""
    found = queries.one(read_query("agency/agency"), {"agency_id": agency_id})
    if found is None:
        shell.empty("No contract of this agency is loaded.", "Fetch and load its awards.")
        return
    columns = st.columns(4)
    columns[0].metric("Obligated, actions loaded", short_dollars(found["obligated_usd"]))
    columns[1].metric("Awards", f"{found['award_count']:,}")
    columns[2].metric("Contractors", f"{found['contractor_count']:,}")
    share = found["top_contractor_share"]
    columns[3].metric("Largest contractor's share", "—" if is_missing(share) else f"{share:.0%}")
    show_mark_words(found)
    said = [period(found["first_action_date"], found["last_action_date"])]
    if not is_missing(found["concentration_index"]):
        said.append(
            f"concentration (Herfindahl-Hirschman, 0 to 1): {found['concentration_index']:.3f}; "
            f"the largest is {found['top_contractor_name']}"
        )
    if found["is_incomplete"]:
        said.append(f"not whole: {found['incomplete_reason']}")
    st.caption(markdown(". ".join(said) + ". Shares are of the actions loaded.", 800))


def page(agency_id: str) -> None:
    """Every section."""
    tiles(agency_id)
    show(contractor_table(agency_id), "contractors")
    show(competition_table(agency_id), "competition")
    show(flag_table(agency_id), "flags")
    show(year_table(agency_id), "years")
    entity_marks(agency_id)
    oversight = Links(["oversight"])
    show(link_table("Committees of Congress that oversee it", agency_id, oversight), "overseers")
    show(overseer_table(agency_id, OVERSIGHT), "overseer-money")


if "id" in st.query_params:
    found = entity_head.open_entity("Agency")
    if found:
        page(str(found["entity_id"]))
else:
    index()
shell.foot()
