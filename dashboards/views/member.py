"""A member of Congress on one page: seats, committees, agencies overseen, and money received."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.entity import head as entity_head
from dashboards.entity.flag_cards import entity_flags
from dashboards.tables.link import Links, link_table
from dashboards.tables.member import overseen_table, received_table
from etl.common.queries import read_query

CAVEAT = (
    "Many contractors' people give to many members, and members oversee agencies by the seats they "
    "hold. Nothing here says that a gift and an award have to do with each other."
)


def page(person_id: str) -> None:
    """Every section."""
    found = queries.one(read_query("member/member"), {"person_id": person_id})
    show(link_table("Seats and committees of Congress", person_id, Links(["seats"])), "seats")
    show(link_table("The member's own committees", person_id, Links(["candidacies"])), "own")
    if found and found["committee_ids"] is not None and len(found["committee_ids"]):
        st.caption(CAVEAT)
        show(received_table(person_id), "tied")
    show(overseen_table(person_id, CAVEAT, queries.seat_days()), "overseen")
    spending = Links(["spending"])
    show(link_table("Independent spending about the member", person_id, spending), "spending")
    show(link_table("Other ties", person_id, Links(["ties", "gifts"])), "other")
    entity_flags(person_id)


found = entity_head.open_entity("Member of Congress")
if found:
    page(str(found["entity_id"]))
shell.foot()
