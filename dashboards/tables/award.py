"""The tables of an award's page."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place
from dashboards.entity.records import award_actions
from dashboards.tables.contractor import LOWER_TRUST


def action_table(award_key: str) -> Table:
    """The actions loaded; their sum is what is obligated."""
    return Table(
        "Actions",
        'select action.action_date as "date", action.modification_number as "modification", '
        'action.obligated_usd as "obligated USD", action.fiscal_year as "fiscal year", '
        'action.recipient_name as "recipient", action.record_url as "open", '
        'action.source_file as "published file", action.record_id as "record id" '
        "from marts.award_action as action "
        "where action.award_number = md5_number_lower(?) and action.award_key = ?",
        [award_key, award_key],
        order='"date", "record id"',
        note="Each action adds to or takes from what is obligated; a negative one takes back.",
        empty="no action of this award is loaded; its own total stands above where it states one.",
    )


def order_table(award_key: str) -> Table:
    """Orders under a vehicle."""
    return Table(
        "Orders under this vehicle",
        'select piid, recipient_name as "contractor", agency_name as "agency", '
        'published_obligated_usd as "obligated USD", ceiling_usd as "ceiling, not spending USD", '
        'first_action_date as "first", last_action_date as "last", award_key as _award_key '
        "from marts.award where vehicle_key = ?",
        [award_key],
        order='"obligated USD" desc nulls last, _award_key',
        note="An order's money is its own; the vehicle's ceiling is a limit on all of them.",
        actions=award_actions,
    )


def subaward_table(award_key: str) -> Table:
    """Sub-awards that the prime contractor reported."""
    return Table(
        "Sub-awards",
        'select subcontractor_name as "subcontractor", action_date as "date", '
        'amount_usd as "USD", record_id as "record id", subcontractor_id as _organization_id '
        "from marts.subaward where award_number = md5_number_lower(?) and award_key = ?",
        [award_key, award_key],
        order='"date" desc, "record id"',
        note=LOWER_TRUST,
        actions=lambda row: [
            Action(
                "Open the subcontractor",
                entity_place(str(row["_organization_id"]), "organization"),
            )
        ],
    )


def competition_table(whose: str, whose_id: str) -> Table:
    """Awards by how they were competed; `whose` is organization_id or agency_id."""
    return Table(
        "How its awards were competed",
        "select coalesce(term.competition, 'not stated') as \"competition\", "
        'term.ground as "ground", count(*) as "awards", '
        'count(*) filter (where term.offer_count = 1) as "with one offer", '
        'count(*) filter (where term.offer_count is null) as "offers not stated" '
        f"from marts.award_term as term where term.{whose} = ? group by 1, 2",
        [whose_id],
        order='"awards" desc, "competition", "ground"',
        note="By award, as the contracting office coded it; many awards are lawfully made without "
        "competition or draw one offer.",
    )
