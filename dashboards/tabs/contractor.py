"""The sections of a firm's page, each drawn when it is opened."""

from __future__ import annotations

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.places import Action, entity_place, records_place
from dashboards.base.sections import Section
from dashboards.entity.choice import choose
from dashboards.entity.coverage import award_coverage, source_files
from dashboards.entity.family import family, owners_and_names
from dashboards.entity.flag_cards import entity_flags
from dashboards.entity.marks import entity_marks
from dashboards.entity.role_money import published_of_ties, role_money
from dashboards.entity.summary import overseers_query
from dashboards.tables.contractor import (
    award_table,
    competition_table,
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


def firm_sections(organization_id: str) -> list[Section]:
    """Seven at most; a count of None means that the section always has something to say."""
    counts = queries.one(
        read_query("summary/firm_counts"), {"organization_id": organization_id}
    ) or {}  # fmt: skip
    flags = counts["flag_count"]
    return [
        Section(
            "awards", "Awards", lambda: awards(organization_id), counts["award_count"] or 0,
            "No award of it is in the records loaded.",
        ),
        Section(
            "money", "Political money", lambda: political_money(organization_id),
            counts["receiver_count"],
            "No gift of its people, its fund or itself is in the records loaded.",
        ),
        Section(
            "people", "People", lambda: people(organization_id), counts["tie_count"],
            "No officer, founder, investor or fund of it is in the records loaded.",
        ),
        Section(
            "owners", "Owners and names", lambda: owners(organization_id), counts["name_count"],
            "No record names an owner or a former name of it.",
        ),
        Section(
            "terminated", "Terminated",
            lambda: _show(termination_table(organization_id=organization_id), "terminations"),
            counts["termination_count"], "No action loaded terminates or cancels an award of it.",
        ),
        # The test of timing is told even where nothing is flagged: then there is no count.
        Section(
            "flags", "Flags", lambda: entity_flags(organization_id),
            flags if flags or not counts["card_count"] else None,
            "No flag concerns it.",
        ),
        Section("coverage", "Coverage", lambda: coverage(organization_id)),
    ]  # fmt: skip


def awards(organization_id: str) -> None:
    """What was obligated, by award, by year, by competition; family, marks and sub-awards."""
    choose(
        {
            "awards": ("Awards", lambda: show(award_table(organization_id), "awards")),
            "years": (
                "By agency and year", lambda: show(obligation_table(organization_id), "obligations")
            ),
            "competition": (
                "Competition", lambda: show(competition_table(organization_id), "competition")
            ),
            "marks": ("Marks", lambda: entity_marks(organization_id)),
            "family": ("With what it owned", lambda: family(organization_id)),
            "subawards": ("Sub-awards", lambda: _subawards(organization_id)),
        }
    )  # fmt: skip


def _subawards(organization_id: str) -> None:
    show(subaward_table(organization_id), "subawards")
    show(received_subaward_table(organization_id), "received-subawards")


def political_money(organization_id: str) -> None:
    """By role, by receiver, and what reached members while they oversaw its agencies."""
    choose(
        {
            "roles": ("By role", lambda: role_money(organization_id)),
            "receivers": (
                "Who received it", lambda: show(recipient_table(organization_id), "recipients")
            ),
            "overseers": (
                "Overseers", lambda: show(overseer_table(organization_id), "overseers")
            ),
            "published": ("Totals of others", lambda: _published(organization_id)),
        }
    )  # fmt: skip


def overseer_table(organization_id: str) -> Table:
    """Members who received while they oversaw an agency of its awards, each gift once."""
    return Table(
        overseers_query(),
        {"organization_id": organization_id, "congress": None},
        empty=queries.seat_days(),
        actions=lambda row: [
            Action("Open the member", entity_place(str(row["_member_id"]), "person")),
            Action(
                "All gifts of this role to it",
                records_place(
                    role_of=organization_id,
                    role=str(row["_role"]),
                    recipient=str(row["_committee_id"]),
                ),
            ),
            Action("Open the committee", entity_place(str(row["_committee_id"]), "committee")),
        ],
    )


def _published(organization_id: str) -> None:
    show(published_table(organization_id), "published")
    published_of_ties(organization_id)


def people(organization_id: str) -> None:
    """Officers, founders, investors, and its fund."""
    show(link_table("Officers, founders, investors", organization_id, Links(["ties"])), "ties")
    show(link_table("Its separate segregated fund", organization_id, Links(["fund"])), "funds")


def owners(organization_id: str) -> None:
    """Who owned it and how it was called, by the days of the records."""
    owned = Links(["owners"])
    choose(
        {
            "days": ("By day", lambda: owners_and_names(organization_id)),
            "links": (
                "Owner links",
                lambda: show(link_table("Owners over time", organization_id, owned), "owners"),
            ),
        }
    )


def coverage(organization_id: str) -> None:
    """Registrations, how far sums agree with the publisher's own, and the files."""
    choose(
        {
            "registrations": (
                "Registrations", lambda: show(registration_table(organization_id), "registrations")
            ),
            "agreement": ("Agreement with totals", lambda: award_coverage(organization_id)),
            "files": ("Files", lambda: source_files(organization_id)),
        }
    )  # fmt: skip


def _show(table: Table, key: str) -> None:
    show(table, key)
