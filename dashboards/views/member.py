"""A member of Congress on one page: seats, committees, agencies overseen, and money received."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.sections import Section, sections
from dashboards.base.texts import markdown
from dashboards.entity import head as entity_head
from dashboards.entity.flag_cards import entity_flags, flag_count
from dashboards.entity.told.member import CAVEAT, member_picture, member_words
from dashboards.tables.gift import between_table
from dashboards.tables.link import Links, link_table
from dashboards.tables.member import overseen_table, received_table
from etl.common.queries import read_query


def seats(person_id: str) -> None:
    """Seats, and the committees that are the member's own."""
    show(link_table("Seats and committees of Congress", person_id, Links(["seats"])), "seats")
    st.caption(markdown(queries.seat_days(), 900))
    show(link_table("The member's own committees", person_id, Links(["candidacies"])), "own")


def others(person_id: str) -> None:
    """Independent spending, and what the member gave or is tied to."""
    spending = Links(["spending"])
    show(link_table("Independent spending about the member", person_id, spending), "spending")
    show(link_table("Other ties", person_id, Links(["ties", "gifts"])), "other")


def page(person_id: str, name: str) -> None:
    """Sentences, one picture, sections."""
    member_words(person_id, name)
    member_picture(person_id, name)
    counted = queries.one(read_query("member/counts"), {"person_id": person_id}) or {}
    every = {"person_id": person_id, "role": None}
    none = "no gift of a contractor's people or fund is in the records loaded."
    sections(
        [
            Section(
                "received", "Received, by firm", lambda: show(received_table(person_id), "tied"),
                counted["received"], none,
            ),
            Section(
                "gifts", "Those gifts, one by one",
                lambda: show(between_table("gift/of_member", every), "gifts"),
                counted["received"], none,
            ),
            Section(
                "overseen", "Agencies overseen",
                lambda: show(overseen_table(person_id, CAVEAT, queries.seat_days()), "overseen"),
                counted["overseen"], queries.seat_days(),
            ),
            Section("seats", "Seats and committees", lambda: seats(person_id), counted["seats"]),
            Section(
                "others", "Spending and other ties", lambda: others(person_id), counted["others"],
                "no spending about the member and no other tie is in the records loaded.",
            ),
            Section(
                "flags", "Flags", lambda: entity_flags(person_id), flag_count(person_id),
                "none of the indicators that were computed concerns the member.",
            ),
        ]
    )  # fmt: skip


found = entity_head.open_entity("Member of Congress")
if found:
    page(str(found["entity_id"]), str(found["name"]))
shell.foot()
