"""A member of Congress on one page: seats, committees, agencies overseen, and money received."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.entity import head as entity_head
from dashboards.entity.flag_cards import entity_flags
from dashboards.tables.committee import member_table
from dashboards.tables.link import link_table
from dashboards.tables.member import overseen_table

CAVEAT = (
    "Many contractors' people give to many members, and members oversee agencies by the seats they "
    "hold. Nothing here says that a gift and an award have to do with each other."
)


def page(person_id: str) -> None:
    """Every section."""
    found = queries.one("select * from marts.member where person_id = ?", [person_id])
    show(link_table("Seats and committees of Congress", person_id, ["sits_on"]), "seats")
    show(link_table("The member's own committees", person_id, ["authorized_by"]), "own")
    if found and found["committee_ids"] is not None and len(found["committee_ids"]):
        st.caption(CAVEAT)
        show(member_table([str(one) for one in found["committee_ids"]]), "tied")
    show(overseen_table(person_id, CAVEAT), "overseen")
    spending = ["supported", "opposed"]
    show(link_table("Independent spending about the member", person_id, spending), "spending")
    show(link_table("Other ties", person_id, ["contributed_to", "officer_of"]), "other")
    entity_flags(person_id)


found = entity_head.open_entity("Member of Congress")
if found:
    page(str(found["entity_id"]))
shell.foot()
