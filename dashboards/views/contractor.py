"""A firm on one page: what the records say, one picture, and its tables behind tabs."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.sections import sections
from dashboards.entity import head as entity_head
from dashboards.entity.choice import pick
from dashboards.entity.family import families_table
from dashboards.entity.marks import show_mark_words
from dashboards.entity.sayings import begin_sections
from dashboards.entity.summary import firm_summary
from dashboards.flow.panel import firm_picture
from dashboards.flow.timeline import timeline
from dashboards.tables.contractor import contractor_table
from dashboards.tabs.contractor import firm_sections
from etl.common.queries import read_query

FLOW, TIME = "flow", "time"


def index() -> None:
    """All contractors, the largest first."""
    shell.head("Contractors")
    st.write("Every firm with a contract in the records loaded.")
    show(contractor_table(), "contractors")
    show(families_table(), "families")


def picture(organization_id: str, name: object) -> None:
    """The flow, or the time line: one at a time."""
    chosen = pick("picture", "Pictures", {FLOW: "Flow", TIME: "Time line"})
    if chosen == TIME:
        timeline(organization_id, name)
    else:
        firm_picture(organization_id, name)


def page(organization_id: str, name: object) -> None:
    """Sentences, one picture, then the sections."""
    firm_summary(organization_id, name)
    found = queries.one(read_query("contractor/contractor"), {"organization_id": organization_id})
    if found:
        show_mark_words(found)
    picture(organization_id, name)
    begin_sections()
    sections(firm_sections(organization_id))


if "id" in st.query_params:
    opened = entity_head.open_entity("Contractor")
    if opened:
        page(str(opened["entity_id"]), opened["name"])
else:
    index()
shell.foot()
