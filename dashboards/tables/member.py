"""The tables of a member's page that committees do not share."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place, records_place


def overseen_table(person_id: str, caveat: str) -> Table:
    """Agencies that the member oversees, with money tied to their contractors."""
    return Table(
        "Agencies overseen, and money from people and funds tied to their contractors",
        'select agency.name as "agency", money.congress_committee_name as "through", '
        'money.role_title as "role of the givers", money.committee_name as "received by", '
        'money.organization_count as "contractors", money.amount_usd as "less refunds USD", '
        'money.record_count as "records", money.first_date as "first", money.last_date as "last", '
        "money.agency_id as _agency_id, money.committee_id as _committee_id, "
        "money.role_code as _role "
        "from marts.overseer_money as money "
        "left join marts.agency as agency on money.agency_id = agency.agency_id "
        "where money.member_id = ?",
        [person_id],
        order='"agency", "through", "role of the givers", "received by"',
        note=caveat,
        actions=lambda row: [
            Action(
                "Gifts behind this sum",
                records_place(
                    overseen=row["_agency_id"], committee=row["_committee_id"], role=row["_role"]
                ),
            ),
            Action("Open the agency", entity_place(row["_agency_id"], "agency")),
        ],
    )
