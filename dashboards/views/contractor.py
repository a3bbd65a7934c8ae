"""A contractor on one page: awards, competition, owners, political money by role, flags."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.places import entity_place, go
from dashboards.base.texts import markdown, period, short_dollars
from dashboards.entity import head as entity_head
from dashboards.entity.coverage import award_coverage, source_files
from dashboards.entity.family import families_table, family, owners_and_names
from dashboards.entity.flag_cards import entity_flags
from dashboards.entity.role_money import role_money
from dashboards.entity.timeline import timeline
from dashboards.tables.contractor import (
    award_table,
    competition_table,
    contractor_table,
    obligation_table,
    received_subaward_table,
    recipient_table,
    subaward_table,
)
from dashboards.tables.link import Links, link_table
from etl.common.queries import read_query


def index() -> None:
    """All contractors, the largest first."""
    shell.head("Contractors")
    st.write("Every firm with a contract in the records loaded. Choose one, or search above.")
    row = show(contractor_table(), "contractors")
    if row:
        go(entity_place(str(row["_organization_id"]), "organization"))
    show(families_table(), "families")


def tiles(organization_id: str) -> None:
    """The sums of the contractor, ceilings not among them."""
    found = queries.one(read_query("contractor/contractor"), {"organization_id": organization_id})
    if found is None:
        shell.empty(
            "No contract of this organization is loaded.",
            "Fetch its awards with `python -m etl fetch`, load them and build again.",
        )
        return
    columns = st.columns(4)
    columns[0].metric("Obligated, actions loaded", short_dollars(found["obligated_usd"]))
    columns[1].metric("Awards", f"{found['award_count']:,}")
    columns[2].metric("Agencies", f"{found['agency_count']:,}")
    columns[3].metric("Actions", f"{found['action_count']:,}")
    said = period(found["first_action_date"], found["last_action_date"])
    if found["is_incomplete"]:
        said += f". Not whole: {found['incomplete_reason']}"
    st.caption(markdown(f"{said}. Ceilings are not spending and are in no sum.", 600))


def page(organization_id: str) -> None:
    """Every section; those without rows say so in a line or stay away."""
    tiles(organization_id)
    timeline(organization_id)
    entity_flags(organization_id)
    role_money(organization_id)
    show(recipient_table(organization_id), "recipients")
    show(obligation_table(organization_id), "obligations")
    family(organization_id)
    show(award_table(organization_id), "awards")
    show(competition_table(organization_id), "competition")
    show(link_table("Officers, founders, investors", organization_id, Links(["ties"])), "ties")
    owners = Links(["owners"])
    show(link_table("Owners and namesakes over time", organization_id, owners), "owners")
    owners_and_names(organization_id)
    show(link_table("Its separate segregated fund", organization_id, Links(["fund"])), "funds")
    show(subaward_table(organization_id), "subawards")
    show(received_subaward_table(organization_id), "received-subawards")
    award_coverage(organization_id)
    source_files(organization_id)


if "id" in st.query_params:
    found = entity_head.open_entity("Contractor")
    if found:
        page(str(found["entity_id"]))
else:
    index()
shell.foot()
