"""The tables of a member's page."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place, records_place
from etl.common.queries import read_query


def overseen_table(person_id: str, caveat: str, days: str) -> Table:
    """Agencies that the member oversaw, with money of that time tied to their contractors."""
    return Table(
        read_query("member/overseen"),
        {"person_id": person_id},
        note=f"{caveat} {days}",
        empty=days,
        actions=lambda row: [
            Action(
                "Gifts behind this sum",
                records_place(
                    overseen=row["_agency_id"], committee=row["_committee_id"], role=row["_role"]
                ),
                "less refunds USD",
            ),
            Action("Open the agency", entity_place(row["_agency_id"], "agency"), "agency"),
        ],
    )


def received_table(person_id: str) -> Table:
    """By contractor and role, what came to the member's own committees while they were that."""
    return Table(
        read_query("member/tied"),
        {"person_id": person_id},
        actions=lambda row: [
            Action(
                "Gifts behind this sum",
                records_place(member_gift=row["_gift_id"]),
                "less refunds USD",
            ),
            Action(
                "Open the contractor",
                entity_place(row["_organization_id"], "organization"),
                "contractor",
            ),
        ],
    )
