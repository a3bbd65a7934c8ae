"""An agency on one page: what the records say, one picture, and its tables behind tabs."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.sections import sections
from dashboards.entity import head as entity_head
from dashboards.entity.agency_summary import agency_summary
from dashboards.entity.marks import show_mark_words
from dashboards.entity.sayings import begin_sections
from dashboards.flow.panel import agency_picture
from dashboards.tables.agency import agency_table
from dashboards.tabs.agency import agency_sections
from etl.common.queries import read_query


def index() -> None:
    """All agencies with contracts."""
    shell.head("Agencies")
    st.write("Every agency with a contract in the records loaded.")
    show(agency_table(), "agencies")


def page(agency_id: str, name: object) -> None:
    """Sentences, one picture, then the sections."""
    agency_summary(agency_id, name)
    found = queries.one(read_query("agency/agency"), {"agency_id": agency_id})
    if found:
        show_mark_words(found)
    agency_picture(agency_id, name)
    begin_sections()
    sections(agency_sections(agency_id))


if "id" in st.query_params:
    opened = entity_head.open_entity("Agency")
    if opened:
        page(str(opened["entity_id"]), opened["name"])
else:
    index()
shell.foot()
