"""The tables of the page Records: what a sum is made of."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.base.places import Action, records_place
from dashboards.entity import records

_GIFTS = (
    'select gift.giver_name as "giver", gift.recipient_name as "received by", '
    'gift.amount_usd as "less refunds USD", gift.refunded_usd as "given back USD", '
    'gift.record_count as "records", gift.first_date as "first", gift.last_date as "last", '
    'gift.lowest_score as "tie at least %", gift.organization_id as _organization_id, '
    "gift.role_code as _role, gift.giver_id as _giver_id, gift.recipient_id as _recipient_id "
    "from marts.contractor_gift as gift "
)
_GIFT_NOTE = (
    "A gift is its giver's own. The tie says how the giver is bound to the contractor, and may be "
    "wrong where it rests on names. Choose a row for its records."
)
_ACTIONS = (
    'select action_date as "date", piid, modification_number as "modification", '
    'obligated_usd as "obligated USD", record_url as "open", source_file as "published file", '
    'record_id as "record id", award_key as _award_key from marts.award_action '
    "where organization_number = md5_number_lower(?) and organization_id = ? "
    "and agency_id is not distinct from ?"
)


def role_gifts(organization_id: str, role: str, recipient_id: str | None) -> Table:
    """Givers of one role and who received, in the order of the alphabet: nobody is ranked."""
    return Table(
        "Gifts that add up to it",
        f"{_GIFTS} where gift.organization_number = md5_number_lower(?) "
        "and gift.organization_id = ? and gift.role_code = ? "
        "and (? is null or gift.recipient_id = ?)",
        [organization_id, organization_id, role, recipient_id, recipient_id],
        order='"giver", "received by", _giver_id',
        note=_GIFT_NOTE,
        actions=lambda row: [],
    )


def overseen_gifts(agency_id: str, committee_id: str, role: str) -> Table:
    """Gifts of one role to one committee by people tied to contractors of one agency."""
    return Table(
        "Gifts that add up to it",
        f"{_GIFTS} where gift.recipient_number = md5_number_lower(?) and gift.recipient_id = ? "
        "and gift.role_code = ? and gift.organization_id in "
        "(select organization_id from marts.agency_contractor where agency_id = ?)",
        [committee_id, committee_id, role, agency_id],
        order='"giver", _organization_id, _giver_id',
        note=_GIFT_NOTE,
        actions=lambda row: [],
    )


def gift_records(row: dict[str, object]) -> Table:
    """The records of one giver's gifts to one recipient in one role."""
    chosen = [row[f"_{name}"] for name in ("organization_id", "role", "giver_id", "recipient_id")]
    return records.evidence_table(
        "Records of the chosen gifts",
        "select unnest(record_ids) as record_id from marts.contractor_gift "
        "where organization_number = md5_number_lower(?) and organization_id = ? "
        "and role_code = ? and giver_id = ? and recipient_id = ?",
        [chosen[0], *chosen],
    )


def giver_records(entity_id: str, cycle: int) -> Table:
    """Gifts and refunds of one name in the two years of a cycle, by date."""
    return Table(
        "Gifts and refunds of these two years",
        f"select {records.RECORD_COLUMNS} from (select unnest(edge.evidence) as record_id "
        "from marts.edge as edge where edge.link_number in "
        "(select md5_number_lower(link_id) from marts.neighbour "
        "where entity_number = md5_number_lower(?) and entity_id = ? and "
        "(link_type = 'contributed_to' and is_outward or link_type = 'refunded_by'))) as cited "
        "join marts.evidence as record "
        "on md5_number_lower(cited.record_id) = record.record_number "
        "and cited.record_id = record.record_id "
        "where record.record_date is null or year(record.record_date) in (?, ?)",
        [entity_id, entity_id, cycle - 1, cycle],
        order='"date" nulls last, "record id"',
        note="By the dates of the records; a cycle is that of the file, so that a late gift may "
        "stand in the next. A refund lowers the sum.",
    )


def obligation_actions(total: dict[str, object]) -> Table:
    """A contractor's actions for one agency in one fiscal year."""
    firm, agency = total["organization_id"], total["agency_id"]
    return Table(
        "Actions that add up to it",
        f"{_ACTIONS} and fiscal_year is not distinct from ?",
        [firm, firm, agency, total["fiscal_year"]],
        order='"date", "record id"',
        actions=records.award_actions,
    )


def agency_contractor_actions(agency_id: str, organization_id: str) -> Table:
    """All actions of an agency for one contractor."""
    return Table(
        "Actions that add up to it",
        _ACTIONS,
        [organization_id, organization_id, agency_id],
        order='"date", "record id"',
        actions=records.award_actions,
    )


def agency_year_sums(agency_id: str, year: int) -> Table:
    """What an agency obligated to each contractor in one fiscal year."""
    return Table(
        f"Obligations by contractor, fiscal year {year}",
        'select recipient_name as "contractor", obligated_usd as "obligated USD", '
        'action_count as "actions", award_count as "awards", obligation_id as _obligation_id '
        "from marts.obligation where agency_id = ? and fiscal_year = ?",
        [agency_id, year],
        order='"obligated USD" desc nulls last, _obligation_id',
        actions=lambda row: [
            Action("Records of this sum", records_place(obligation=str(row["_obligation_id"])))
        ],
    )
