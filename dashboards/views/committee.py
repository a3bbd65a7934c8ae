"""A political committee on one page: what it took in, from whom, and to whom it gave."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.places import entity_place, go
from dashboards.base.texts import is_missing, markdown
from dashboards.entity import head as entity_head
from dashboards.entity.flag_cards import entity_flags
from dashboards.entity.marks import entity_marks
from dashboards.entity.money import show_given, show_published, show_received
from dashboards.tables.committee import (
    case_people_table,
    cycles_table,
    people_table,
    tied_table,
)
from dashboards.tables.link import GIFT, REFUND, Links, link_table
from etl.common.queries import read_query

NOT_PEOPLE = ["organization", "committee", "agency"]


def registration(committee_id: str) -> None:
    """What the committee says of itself."""
    found = queries.one(read_query("committee/committee"), {"committee_id": committee_id})
    if found is None:
        return
    facts = [
        found[name]
        for name in ("type", "designation", "party_code", "connected_organization")
        if not is_missing(found[name])
    ]
    if facts:
        st.markdown(markdown(" · ".join(str(fact) for fact in facts), 600))
    if not is_missing(found["person_id"]) and st.button(
        markdown(f"Candidate: {found['person_name']}", 100), type="tertiary"
    ):
        go(entity_place(str(found["person_id"]), "person"))


def people(committee_id: str) -> None:
    """Contributors by name: nobody is ranked, so a name is asked for."""
    st.subheader("People who gave")
    text = st.text_input(
        "Contributor's name, three letters at least", key="contributor", max_chars=80
    )
    # One letter would list nearly everyone, which is what is not wanted.
    if len(text.strip()) < 3:
        st.caption("People are found by name here, and are not listed by what they gave.")
        return
    show(people_table(committee_id, text.strip()), "people")


def page(committee_id: str) -> None:
    """Every section."""
    registration(committee_id)
    show(cycles_table(committee_id), "cycles")
    show_received(committee_id)
    show(tied_table(committee_id), "tied")
    came = Links(["gifts"], GIFT, False, NOT_PEOPLE)
    show(link_table("Committees and organizations that gave", committee_id, came), "givers")
    show(case_people_table(committee_id), "case-people")
    people(committee_id)
    show(link_table("What it gave", committee_id, Links(["gifts"], GIFT, True)), "given")
    refunds = Links(["gifts"], REFUND, None, NOT_PEOPLE)
    show(link_table("Given back to committees and organizations", committee_id, refunds), "refunds")
    show(link_table("Independent spending", committee_id, Links(["spending"])), "spending")
    show(link_table("Its sponsor", committee_id, Links(["fund"])), "sponsor")
    show_given(committee_id)
    show_published(committee_id)
    entity_marks(committee_id)
    entity_flags(committee_id)


found = entity_head.open_entity("Committee")
if found:
    page(str(found["entity_id"]))
shell.foot()
