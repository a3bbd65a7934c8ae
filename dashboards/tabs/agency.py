"""The sections of an agency's page, each drawn when it is opened."""

from __future__ import annotations

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.places import Action, entity_place, records_place
from dashboards.base.sections import Section
from dashboards.base.texts import is_missing, markdown
from dashboards.entity.agency_summary import overseers_query
from dashboards.entity.choice import choose
from dashboards.entity.marks import entity_marks
from dashboards.tables.agency import (
    award_table,
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


def agency_sections(agency_id: str) -> list[Section]:
    """Seven at most."""
    counts = queries.one(read_query("summary/agency_counts"), {"agency_id": agency_id}) or {}
    none = "No award of this agency is in the records loaded."
    return [
        Section(
            "contractors", "Contractors", lambda: contractors(agency_id),
            counts["contractor_count"], none,
        ),
        Section(
            "awards", "Awards", lambda: awards(agency_id), counts["award_count"] or 0, none
        ),
        Section("years", "Years", lambda: _show(year_table(agency_id), "years")),
        Section("overseers", "Overseers", lambda: overseers(agency_id), counts["body_count"],
                "Which committees of Congress oversee it is not loaded."),
        Section(
            "terminated", "Terminated", lambda: terminated(agency_id),
            counts["termination_count"], "No action loaded terminates or cancels an award of it.",
        ),
        Section("flags", "Flags", lambda: _show(flag_table(agency_id), "flags")),
        Section("marks", "Marks", lambda: entity_marks(agency_id), counts["mark_count"],
                "Nothing of it is marked as hard to believe."),
    ]  # fmt: skip


def contractors(agency_id: str) -> None:
    """Its contractors, and how concentrated the money is."""
    found = queries.one(read_query("agency/agency"), {"agency_id": agency_id})
    if found and not is_missing(found["concentration_index"]):
        said = (
            "Concentration of what was obligated above zero (Herfindahl-Hirschman, 0 to 1): "
            f"{found['concentration_index']:.3f}."
        )
        st.caption(markdown(said, 300))
    show(contractor_table(agency_id), "contractors")


def awards(agency_id: str) -> None:
    """Its awards, and how they were competed."""
    choose(
        {
            "awards": ("Awards", lambda: show(award_table(agency_id), "awards")),
            "competition": (
                "Competition",
                lambda: show(competition_table(agency_id), "competition"),
            ),
        }
    )


def overseers(agency_id: str) -> None:
    """Who oversees it, and what they received then from people tied to its contractors."""
    days = queries.seat_days()
    choose(
        {
            "members": ("Members who received", lambda: show(_members(agency_id, days), "members")),
            "seats": (
                "By committee of Congress",
                lambda: show(overseer_table(agency_id, OVERSIGHT, days), "overseer-money"),
            ),
            "committees": (
                "Committees of Congress",
                lambda: show(
                    link_table(
                        "Committees of Congress that oversee it", agency_id, Links(["oversight"])
                    ),
                    "overseers",
                ),
            ),
        }
    )  # fmt: skip


def _members(agency_id: str, days: str) -> Table:
    """Members who received while they oversaw it, each gift once."""
    return Table(
        overseers_query(),
        {"agency_id": agency_id},
        note=f"{OVERSIGHT} {days}",
        empty=days,
        actions=lambda row: [
            Action("Open the member", entity_place(str(row["_member_id"]), "person")),
            Action(
                "Gifts behind this sum",
                records_place(
                    overseen=agency_id,
                    committee=str(row["_committee_id"]),
                    role=str(row["_role"]),
                ),
            ),
            Action("Open the committee", entity_place(str(row["_committee_id"]), "committee")),
        ],
    )


def terminated(agency_id: str) -> None:
    """What was terminated, action by action and by month."""
    choose(
        {
            "actions": (
                "Actions", lambda: show(termination_table(agency_id=agency_id), "terminations")
            ),
            "months": (
                "By month",
                lambda: show(termination_months(agency_id=agency_id), "termination-months"),
            ),
        }
    )  # fmt: skip


def _show(table: Table, key: str) -> None:
    show(table, key)
