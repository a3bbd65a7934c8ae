"""The tables of the page Records: what a sum is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboards.base.grid import Table
from dashboards.base.places import Action, records_place
from dashboards.entity import records
from dashboards.entity.family import NO_YEAR
from etl.common.queries import read_query, with_pieces


def role_gifts(organization_id: str, role: str, recipient_id: str | None) -> Table:
    """Givers of one role and who received, in the order of the alphabet: nobody is ranked."""
    return _gift_table(
        "record/role_gifts",
        {"organization_id": organization_id, "role": role, "recipient_id": recipient_id},
    )


def overseen_gifts(agency_id: str, committee_id: str, role: str) -> Table:
    """Gifts of one role to one committee by people tied to contractors of one agency."""
    return _gift_table(
        "record/overseen_gifts",
        {"agency_id": agency_id, "committee_id": committee_id, "role": role},
    )


def _gift_table(chosen: str, values: Mapping[str, object]) -> Table:
    query = with_pieces(read_query("record/gifts"), chosen=read_query(chosen))
    return Table(query, values, actions=_gift_actions)


def _gift_actions(row: dict[str, Any]) -> list[Action]:
    giver, recipient = str(row["_giver_id"]), str(row["_recipient_id"])
    asked = {"gifts_of": row["_organization_id"], "role": row["_role"]}
    place = records_place(**asked, giver=giver, recipient=recipient)
    return [Action("Records of these gifts", place)]


def gift_records(organization_id: str, asked: Mapping[str, str]) -> Table:
    """The records of one giver's gifts to one recipient in one role."""
    values = {
        "organization_id": organization_id,
        "role": asked.get("role", ""),
        "giver_id": asked.get("giver", ""),
        "recipient_id": asked.get("recipient", ""),
    }
    return records.evidence_table("Records of these gifts", "record/of_gift", values)


def giver_records(entity_id: str, cycle: int) -> Table:
    """Gifts and refunds of one name in the two years of a cycle, by date."""
    return Table(
        with_pieces(read_query("record/evidence"), cited=read_query("record/of_giver")),
        {"entity_id": entity_id, "cycle": cycle},
        title="Gifts and refunds of these two years",
        note="By the dates of the records; a cycle is that of the file, so that a late gift may "
        "stand in the next. A refund lowers the sum.",
    )


def obligation_actions(total: Mapping[str, object]) -> Table:
    """A contractor's actions for one agency in one fiscal year."""
    return _action_table("record/year_actions", total)


def agency_contractor_actions(agency_id: str, organization_id: str) -> Table:
    """All actions of an agency for one contractor."""
    return _action_table(
        "record/agency_actions", {"agency_id": agency_id, "organization_id": organization_id}
    )


def registration_actions(registration: Mapping[str, object]) -> Table:
    """All actions whose record states a registration."""
    return _action_table("firm/registration_actions", registration)


FAMILY_PARTS = {
    "own": "its own actions",
    "owned": "actions of firms that it owned on their day",
    "both": "its own actions and those of firms that it owned on their day",
}


def family_values(organization_id: str, asked: Mapping[str, str]) -> dict[str, object] | None:
    """Which actions of a family an address asks for; None where it asks for none."""
    part, year = asked.get("part", "both"), asked.get("year")
    # An address can hold anything; `int` takes other scripts' digits.
    is_year = year in (None, NO_YEAR) or (year.isascii() and year.isdigit())
    if part not in FAMILY_PARTS or not is_year:
        return None
    return {
        "organization_id": organization_id,
        "part": part,
        "owned_id": asked.get("owned"),
        "is_every_year": year is None,
        "fiscal_year": None if year in (None, NO_YEAR) else int(year[:4]),
    }


def family_actions(values: Mapping[str, object]) -> Table:
    """The actions that add up to a sum of a family."""
    return _action_table("family/actions", values)


def _action_table(chosen: str, values: Mapping[str, object]) -> Table:
    query = with_pieces(read_query("record/actions"), chosen=read_query(chosen))
    return Table(query, values, actions=records.award_actions)


def agency_year_sums(agency_id: str, year: int) -> Table:
    """What an agency obligated to each contractor in one fiscal year."""
    return Table(
        read_query("record/year_sums"),
        {"agency_id": agency_id, "fiscal_year": year},
        title=f"Obligations by contractor, fiscal year {year}",
        actions=lambda row: [
            Action("Records of this sum", records_place(obligation=str(row["_obligation_id"])))
        ],
    )
