"""The tables of what was terminated: of an agency, a contractor, or all."""

from __future__ import annotations

from typing import Any

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place
from dashboards.base.texts import is_missing
from dashboards.entity.records import award_actions
from etl.common.queries import read_query


def termination_table(agency_id: str | None = None, organization_id: str | None = None) -> Table:
    """Every terminating action, the newest first."""
    values = {"agency_id": agency_id, "organization_id": organization_id}
    return Table(
        read_query("termination/list"),
        values,
        actions=lambda row: [*award_actions(row), *_sides(row)],
    )


def termination_months(agency_id: str | None = None, organization_id: str | None = None) -> Table:
    """The same by month, agency and contractor."""
    values = {"agency_id": agency_id, "organization_id": organization_id}
    return Table(read_query("termination/months"), values, actions=_sides)


def _sides(row: dict[str, Any]) -> list[Action]:
    actions = []
    if not is_missing(row["_organization_id"]):
        firm = entity_place(str(row["_organization_id"]), "organization")
        actions.append(Action("Open the contractor", firm))
    if not is_missing(row["_agency_id"]):
        agency = entity_place(str(row["_agency_id"]), "agency")
        actions.append(Action("Open the agency", agency))
    return actions
