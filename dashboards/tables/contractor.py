"""The tables of a contractor's page."""

from __future__ import annotations

from typing import Any

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place, records_place
from dashboards.entity.records import award_actions

LOWER_TRUST = (
    "As the prime contractor reported them: never added to an award, often late, and missing "
    "below the reporting threshold."
)


def contractor_table() -> Table:
    """Every contractor with its sums."""
    return Table(
        "Contractors in the records loaded",
        'select name as "contractor", place, obligated_usd as "obligated USD", '
        'award_count as "awards", action_count as "actions", agency_count as "agencies", '
        'first_action_date as "first", last_action_date as "last", '
        'incomplete_reason as "incomplete because", organization_id as _organization_id '
        "from marts.contractor",
        order='"obligated USD" desc nulls last, _organization_id',
        note="Sums of the actions loaded; ceilings are not spending and are in no sum.",
        empty="no contracts are loaded. Fetch and load some, then build again.",
        actions=lambda row: [
            Action("Open the contractor", entity_place(row["_organization_id"], "organization"))
        ],
    )


def obligation_table(organization_id: str) -> Table:
    """Obligations by agency and fiscal year."""
    return Table(
        "Obligations by agency and fiscal year",
        'select fiscal_year as "fiscal year", agency_name as "agency", '
        'obligated_usd as "obligated USD", deobligated_usd as "of it taken back USD", '
        'action_count as "actions", award_count as "awards", '
        'incomplete_reason as "incomplete because", obligation_id as _obligation_id, '
        "agency_id as _agency_id from marts.obligation where organization_id = ?",
        [organization_id],
        order='"fiscal year" desc, "agency"',
        note="Actions loaded; ceilings are not spending.",
        actions=_obligation_actions,
    )


def _obligation_actions(row: dict[str, Any]) -> list[Action]:
    records = Action("Records of this sum", records_place(obligation=str(row["_obligation_id"])))
    return [records, Action("Open the agency", entity_place(str(row["_agency_id"]), "agency"))]


def award_table(organization_id: str) -> Table:
    """Awards with what is obligated and the ceiling in columns apart."""
    return Table(
        "Awards",
        'select award.piid, award.agency_name as "agency", '
        "case when award.is_vehicle then 'vehicle' else term.award_type end as \"type\", "
        'award.published_obligated_usd as "obligated USD", '
        'award.coverage_share as "coverage %", '
        'award.ceiling_usd as "ceiling, not spending USD", '
        'award.outlayed_usd as "paid out USD", term.competition as "competition", '
        'award.offer_count as "offers", award.first_action_date as "first", '
        'award.last_action_date as "last", award.action_count as "actions", '
        'award.coverage_reason as "coverage because", award.record_url as "open", '
        "award.award_key as _award_key from marts.award as award "
        "left join marts.award_term as term using (award_key) where award.organization_id = ?",
        [organization_id],
        order='"obligated USD" desc nulls last, _award_key',
        note="A sum stands only where the actions loaded cover the award's own total. A vehicle's "
        "ceiling is a limit on orders, and its orders are awards of their own.",
        actions=award_actions,
    )


def recipient_table(organization_id: str) -> Table:
    """Who received from the contractor's people and fund, by role; people are not listed."""
    return Table(
        "Who received it, by role",
        'select recipient_name as "received by", role_title as "role of the givers", '
        'sum(amount_usd)::decimal(18, 2) as "less refunds USD", '
        'count(distinct giver_id) as "givers", sum(record_count)::bigint as "records", '
        'min(first_date) as "first", max(last_date) as "last", '
        'min(lowest_score) as "least sure tie %", recipient_id as _recipient_id, '
        "any_value(role_code) as _role, any_value(organization_id) as _organization_id "
        "from marts.contractor_gift where organization_number = md5_number_lower(?) "
        "and organization_id = ? group by recipient_name, role_title, recipient_id",
        [organization_id, organization_id],
        order='"less refunds USD" desc, "received by", "role of the givers"',
        note="Each gift is its giver's own; roles are never added up to a sum of the contractor.",
        empty="no gift of its people or its fund is in the records loaded.",
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


def subaward_table(organization_id: str) -> Table:
    """What it passed on to subcontractors."""
    return _subawards(
        "Sub-awards that it reported", "organization_id", "subcontractor", organization_id
    )


def received_subaward_table(organization_id: str) -> Table:
    """What it received as a subcontractor."""
    return _subawards(
        "Sub-awards that others reported to it",
        "subcontractor_id",
        "organization",
        organization_id,
    )


def _subawards(title: str, own: str, other: str, organization_id: str) -> Table:
    return Table(
        title,
        f'select {other}_name as "who", action_date as "date", amount_usd as "USD", '
        f'record_id as "record id", award_key as _award_key, {other}_id as _other_id '
        f"from marts.subaward where {own} = ?",
        [organization_id],
        order='"date" desc, "record id"',
        note=LOWER_TRUST,
        actions=lambda row: [
            *award_actions(row),
            Action("Open the other firm", entity_place(str(row["_other_id"]), "organization")),
        ],
    )
