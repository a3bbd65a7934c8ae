"""The tables of an agency's page."""

from __future__ import annotations

from typing import Any

from dashboards.base.grid import Table
from dashboards.base.places import Action, Place, entity_place, records_place
from dashboards.entity.records import award_actions
from etl.common.queries import read_query, with_pieces


def agency_table() -> Table:
    """Every agency with its sums, competition and concentration."""
    return Table(
        read_query("agency/agencies"),
        actions=lambda row: [Action("Open the agency", entity_place(row["_agency_id"], "agency"))],
    )


def contractor_table(agency_id: str) -> Table:
    """Its contractors, the largest first."""
    return Table(
        read_query("agency/contractors"), {"agency_id": agency_id}, actions=_contractor_actions
    )


def _contractor_actions(row: dict[str, Any]) -> list[Action]:
    firm, agency = str(row["_organization_id"]), str(row["_agency_id"])
    return [
        Action("Records of this sum", records_place(agency=agency, contractor=firm)),
        Action("Open the contractor", entity_place(firm, "organization")),
    ]


def competition_table(agency_id: str) -> Table:
    """Its awards by how they were competed."""
    query = with_pieces(read_query("award/competition"), term=read_query("agency/terms"))
    return Table(query, {"agency_id": agency_id})


def flag_table(agency_id: str) -> Table:
    """Indicators with how many of the agency's subjects are flagged."""
    return Table(
        read_query("agency/flags"),
        {"agency_id": agency_id},
        actions=lambda row: [
            Action(
                "Open these flags", Place("views/flags.py", {"code": row["_code"], "of": agency_id})
            )
        ],
    )


def year_table(agency_id: str) -> Table:
    """Obligations by fiscal year."""
    return Table(
        read_query("agency/years"),
        {"agency_id": agency_id},
        actions=lambda row: [
            Action(
                "Contractors of this year",
                records_place(agency=agency_id, year=str(row["fiscal year"])),
            )
        ],
    )


def overseer_table(agency_id: str, caveat: str, days: str) -> Table:
    """Members who oversaw it and what came then from people tied to its contractors."""
    return Table(
        read_query("agency/overseers"),
        {"agency_id": agency_id},
        note=f"{caveat} {days}",
        empty=days,
        actions=lambda row: [
            Action(
                "Gifts behind this sum",
                records_place(
                    overseen=agency_id, committee=row["_committee_id"], role=row["_role"]
                ),
            ),
            Action("Open the member", entity_place(row["_member_id"], "person")),
            Action("Open the committee", entity_place(row["_committee_id"], "committee")),
        ],
    )


def award_table(agency_id: str) -> Table:
    """Its awards with what is obligated and the ceiling in columns apart."""
    return Table(read_query("agency/awards"), {"agency_id": agency_id}, actions=_award_actions)


def _award_actions(row: dict[str, Any]) -> list[Action]:
    actions = award_actions(row)
    if row["_organization_id"]:
        firm = entity_place(str(row["_organization_id"]), "organization")
        actions.append(Action("Open the contractor", firm))
    return actions
