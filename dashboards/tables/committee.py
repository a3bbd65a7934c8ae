"""The tables of a committee's page."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place, records_place
from dashboards.entity.records import link_actions
from etl.common.queries import read_query


def cycles_table(committee_id: str) -> Table:
    """What the register of each cycle says of it."""
    return Table(
        read_query("committee/cycles"),
        {"committee_id": committee_id},
        actions=lambda row: (
            [Action("Open the candidate", entity_place(str(row["_person_id"]), "person"))]
            if row["_person_id"]
            else []
        ),
    )


def tied_table(committee_id: str) -> Table:
    """By contractor and role, what came from people and funds tied to it."""
    return Table(
        read_query("committee/tied"),
        {"committee_ids": [committee_id]},
        actions=lambda row: [
            Action(
                "Gifts behind this sum",
                records_place(
                    role_of=row["_organization_id"],
                    role=row["_role"],
                    recipient=row["_recipient_id"],
                ),
                "less refunds USD",
            ),
            Action(
                "Open the contractor",
                entity_place(row["_organization_id"], "organization"),
                "contractor",
            ),
        ],
    )


def case_people_table(committee_id: str) -> Table:
    """People whom a case names, in the order of the alphabet: nobody is ranked."""
    return Table(
        read_query("committee/people"),
        {"committee_id": committee_id, "name": None},
        title="People of a case who gave",
        actions=link_actions,
    )
