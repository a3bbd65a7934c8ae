"""The tables of the overview."""

from __future__ import annotations

from typing import Any

from dashboards.base.grid import Table
from dashboards.base.places import Action, award_place, entity_place
from dashboards.base.texts import is_missing

LARGEST = 25
# the codes of seeds.tie_role, as short as a column's head must be
ROLES = {
    "contractor": "contractor itself",
    "pac": "its committee (PAC)",
    "founder_investor": "founders, owners, investors",
    "officer": "officers",
    "employee": "named it as employer",
}


def largest_table() -> Table:
    """The largest contractors with their political money, a column for each role."""
    return Table(
        f"The {LARGEST} largest contractors, with political money by role",
        "with largest as (select * from marts.contractor where obligated_usd is not null "
        f"order by obligated_usd desc, organization_id limit {LARGEST}), "
        "money as (select * from marts.contractor_money where organization_id in "
        "(select organization_id from largest)) "
        'select largest.name as "contractor", largest.obligated_usd as "obligated USD", '
        'largest.award_count as "awards", '
        + ", ".join(
            f"max(money.amount_usd) filter (where money.role_code = '{code}') as \"{title} USD\""
            for code, title in ROLES.items()
        )
        + ", largest.organization_id as _organization_id from largest "
        "left join money on largest.organization_id = money.organization_id "
        "group by all",
        order='"obligated USD" desc, _organization_id',
        note="Obligated: sum of the actions loaded, never a ceiling. Money by role is never added "
        "up: a gift is its giver's own, and empty means none in the records loaded.",
        empty="no contracts are loaded. Fetch and load some, then build again.",
        actions=lambda row: [
            Action("Open the contractor", entity_place(row["_organization_id"], "organization"))
        ],
    )


def newest_table() -> Table:
    """The newest contract actions, and contributions between committees."""
    return Table(
        "Newest records",
        'select ledger, record_date as "date", title as "record", amount_usd as "USD", '
        'from_name as "from", to_name as "to", record_id as "record id", '
        "award_key as _award_key, to_id as _to_id, from_id as _from_id from marts.newest_record",
        order='"date" desc, ledger, "record id"',
        note="Of contributions only those that committees gave: private persons are not listed "
        "here.",
        actions=_newest_actions,
        height=320,
    )


def _newest_actions(row: dict[str, Any]) -> list[Action]:
    if not is_missing(row["_award_key"]):
        return [Action("Open the award", award_place(str(row["_award_key"])))]
    return [
        Action("Open the giver", entity_place(str(row["_from_id"]), "committee")),
        Action("Open the receiver", entity_place(str(row["_to_id"]), "committee")),
    ]


def file_table() -> Table:
    """Every published file with the counts that prove it."""
    return Table(
        "Published files",
        'select file_name as "file", table_name as "table", cycle, published_date as "published", '
        'rows_read as "rows read", rows_loaded as "loaded", rows_rejected as "rejected", '
        'rows_left_out as "left out", rows_expected as "publisher counts", '
        'first_date as "first", last_date as "last", retrieved_at::date as "fetched", '
        'source_url as "open", sha256 as "SHA-256" from marts.source_file',
        order='"file", "table"',
    )
