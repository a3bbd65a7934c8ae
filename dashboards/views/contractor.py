"""A firm on one page: awards, political money by role, registrations, owners, flags."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.entity import head as entity_head
from dashboards.entity.contract_tiles import contract_tiles
from dashboards.entity.coverage import award_coverage, source_files
from dashboards.entity.family import families_table, family, owners_and_names
from dashboards.entity.flag_cards import entity_flags
from dashboards.entity.marks import entity_marks, show_mark_words
from dashboards.entity.role_money import role_money
from dashboards.entity.timeline import timeline
from dashboards.tables.contractor import (
    award_table,
    competition_table,
    contractor_table,
    obligation_table,
    published_table,
    received_subaward_table,
    recipient_table,
    registration_table,
    subaward_table,
)
from dashboards.tables.link import Links, link_table
from dashboards.tables.termination import termination_table
from etl.common.queries import read_query


def index() -> None:
    """All contractors, the largest first."""
    shell.head("Contractors")
    st.write("Every firm with a contract in the records loaded. Choose one, or search above.")
    show(contractor_table(), "contractors")
    show(families_table(), "families")


def tiles(organization_id: str) -> None:
    """The sums of the firm, ceilings not among them."""
    found = queries.one(read_query("contractor/contractor"), {"organization_id": organization_id})
    if found is None:
        shell.empty(
            "No contract of this firm is loaded.",
            "Fetch its awards with `python -m etl fetch`, load them and build again.",
        )
        return
    contract_tiles(found)
    show_mark_words(found)


def page(organization_id: str) -> None:
    """Every section; those without rows say so in a line or stay away."""
    tiles(organization_id)
    timeline(organization_id)
    entity_marks(organization_id)
    entity_flags(organization_id)
    role_money(organization_id)
    show(recipient_table(organization_id), "recipients")
    show(obligation_table(organization_id), "obligations")
    family(organization_id)
    show(award_table(organization_id), "awards")
    show(competition_table(organization_id), "competition")
    show(termination_table(organization_id=organization_id), "terminations")
    show(link_table("Officers, founders, investors", organization_id, Links(["ties"])), "ties")
    show(registration_table(organization_id), "registrations")
    owners = Links(["owners"])
    show(link_table("Owners over time", organization_id, owners), "owners")
    owners_and_names(organization_id)
    show(link_table("Its separate segregated fund", organization_id, Links(["fund"])), "funds")
    show(subaward_table(organization_id), "subawards")
    show(received_subaward_table(organization_id), "received-subawards")
    show(published_table(organization_id), "published")
    award_coverage(organization_id)
    source_files(organization_id)


if "id" in st.query_params:
    found = entity_head.open_entity("Contractor")
    if found:
        page(str(found["entity_id"]))
else:
    index()
shell.foot()
