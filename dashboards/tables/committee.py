"""The tables of a committee's and a member's page."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place, records_place
from dashboards.entity.records import link_actions
from dashboards.tables.link import CAVEAT

TIE_CAVEAT = (
    "Each gift is its giver's own; roles are never added up to a sum of the contractor. A tie that "
    "rests on names may be wrong: its least probability stands beside it."
)


def tied_table(committee_id: str) -> Table:
    """By contractor and role, what came from people and funds tied to it."""
    return _tie_table("Received from people and funds tied to contractors", [committee_id])


def member_table(committee_ids: list[str]) -> Table:
    """The same for all committees that a member has authorized."""
    return _tie_table(
        "Received by the member's own committees, by contractor and role", committee_ids
    )


def _tie_table(title: str, committee_ids: list[str]) -> Table:
    return Table(
        title,
        'select coalesce(firm.name, gift.organization_id) as "contractor", '
        'gift.role_title as "role of the givers", gift.recipient_name as "received by", '
        'sum(gift.amount_usd)::decimal(18, 2) as "less refunds USD", '
        'count(distinct gift.giver_id) as "givers", sum(gift.record_count)::bigint as "records", '
        'min(gift.first_date) as "first", max(gift.last_date) as "last", '
        'min(gift.lowest_score) as "least sure tie %", '
        "gift.organization_id as _organization_id, any_value(gift.role_code) as _role, "
        "gift.recipient_id as _recipient_id "
        "from marts.contractor_gift as gift left join marts.contractor as firm "
        "on gift.organization_id = firm.organization_id "
        "where gift.recipient_number in (select md5_number_lower(unnest(?))) "
        "and gift.recipient_id in (select unnest(?)) "
        "group by 1, gift.role_title, gift.recipient_name, gift.organization_id, gift.recipient_id",
        [committee_ids, committee_ids],
        order='"less refunds USD" desc, "contractor", "role of the givers", _recipient_id',
        note=TIE_CAVEAT,
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
    return _people("People of a case who gave", committee_id, "other.is_case", [])


def people_table(committee_id: str, text: str) -> Table:
    """People whose name holds the text, in the order of the alphabet."""
    test = "contains(upper(other.name), upper(?))"
    return _people("People of that name who gave", committee_id, test, [text])


def _people(title: str, committee_id: str, test: str, values: list[object]) -> Table:
    return Table(
        title,
        'select other.name as "who", other.place, own.amount_usd as "USD", '
        "replace(own.amount_basis, '_', ' ') as \"amount is\", "
        'own.first_date as "first", own.last_date as "last", own.record_count as "records", '
        "own.link_id as _link_id, own.other_id as _other_id, other.entity_kind as _other_kind "
        "from marts.neighbour as own join marts.entity as other on own.other_id = other.entity_id "
        "where own.entity_number = md5_number_lower(?) and own.entity_id = ? "
        "and own.link_type = 'contributed_to' and not own.is_outward "
        f"and other.entity_kind = 'person' and {test}",
        [committee_id, committee_id, *values],
        order='"who", _link_id',
        note=CAVEAT,
        empty="nobody, in the records loaded.",
        actions=link_actions,
    )
