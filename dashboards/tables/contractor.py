"""The tables of a contractor's page."""

from __future__ import annotations

from typing import Any

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place, records_place
from dashboards.entity.records import award_actions
from etl.common.queries import read_query, with_pieces


def contractor_table() -> Table:
    """Every contractor with its sums."""
    return Table(
        read_query("contractor/contractors"),
        actions=lambda row: [
            Action("Open the contractor", entity_place(row["_organization_id"], "organization"))
        ],
    )


def obligation_table(organization_id: str) -> Table:
    """Obligations by agency and fiscal year."""
    return Table(
        read_query("contractor/obligations"),
        {"organization_id": organization_id},
        actions=_obligation_actions,
    )


def _obligation_actions(row: dict[str, Any]) -> list[Action]:
    records = Action("Records of this sum", records_place(obligation=str(row["_obligation_id"])))
    return [records, Action("Open the agency", entity_place(str(row["_agency_id"]), "agency"))]


def award_table(organization_id: str) -> Table:
    """Awards with what is obligated and the ceiling in columns apart."""
    return Table(
        read_query("contractor/awards"),
        {"organization_id": organization_id},
        actions=award_actions,
    )


def competition_table(organization_id: str) -> Table:
    """Its awards by how they were competed."""
    query = with_pieces(read_query("award/competition"), term=read_query("contractor/terms"))
    return Table(query, {"organization_id": organization_id})


def recipient_table(organization_id: str) -> Table:
    """Who received from the contractor's people and fund, by role; people are not listed."""
    return Table(
        read_query("contractor/recipients"),
        {"organization_id": organization_id},
        actions=lambda row: [
            Action(
                "Gifts behind this sum",
                records_place(
                    role_of=organization_id, role=row["_role"], recipient=row["_recipient_id"]
                ),
            ),
            Action("Open the committee", entity_place(row["_recipient_id"], "committee")),
        ],
    )


def registration_table(organization_id: str) -> Table:
    """The UEIs that are the firm, each with its own numbers and why it is of the firm."""
    return Table(
        read_query("firm/registrations"),
        {"organization_id": organization_id},
        actions=lambda row: [
            Action("Its records", records_place(registration=str(row["_registration_id"])))
        ],
    )


def published_table(organization_id: str) -> Table:
    """Totals that others published, in no sum."""
    return Table(read_query("firm/published"), {"organization_id": organization_id})


def subaward_table(organization_id: str) -> Table:
    """What it passed on to subcontractors."""
    return _subaward_table("contractor/subawards", organization_id)


def received_subaward_table(organization_id: str) -> Table:
    """What it received as a subcontractor."""
    return _subaward_table("contractor/received_subawards", organization_id)


def _subaward_table(query: str, organization_id: str) -> Table:
    return Table(
        read_query(query),
        {"organization_id": organization_id},
        actions=lambda row: [
            *award_actions(row),
            Action("Open the other firm", entity_place(str(row["_other_id"]), "organization")),
        ],
    )
