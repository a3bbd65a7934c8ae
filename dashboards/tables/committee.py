"""The tables of a committee's and a member's page."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place, records_place
from dashboards.entity.records import link_actions
from etl.common.queries import read_query


def tied_table(committee_id: str) -> Table:
    """By contractor and role, what came from people and funds tied to it."""
    return _tie_table([committee_id])


def member_table(committee_ids: list[str]) -> Table:
    """The same for all committees that a member has authorized."""
    return _tie_table(
        committee_ids, "Received by the member's own committees, by contractor and role"
    )


def _tie_table(committee_ids: list[str], title: str = "") -> Table:
    return Table(
        read_query("committee/tied"),
        {"committee_ids": committee_ids},
        title=title,
        actions=lambda row: [
            Action(
                "Gifts behind this sum",
                records_place(
                    role_of=row["_organization_id"],
                    role=row["_role"],
                    recipient=row["_recipient_id"],
                ),
            ),
            Action("Open the contractor", entity_place(row["_organization_id"], "organization")),
        ],
    )


def case_people_table(committee_id: str) -> Table:
    """People whom a case names, in the order of the alphabet."""
    return _people_table(committee_id, None, "People of a case who gave")


def people_table(committee_id: str, text: str) -> Table:
    """People whose name holds the text, in the order of the alphabet."""
    return _people_table(committee_id, text)


def _people_table(committee_id: str, text: str | None, title: str = "") -> Table:
    return Table(
        read_query("committee/people"),
        {"committee_id": committee_id, "name": text},
        title=title,
        actions=link_actions,
    )
