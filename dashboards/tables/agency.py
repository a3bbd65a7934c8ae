"""The tables of an agency's page."""

from __future__ import annotations

from typing import Any

from dashboards.base.grid import Table
from dashboards.base.places import Action, Place, entity_place, records_place


def _contractor(row: dict[str, Any]) -> list[Action]:
    firm, agency = str(row["_organization_id"]), str(row["_agency_id"])
    return [
        Action("Records of this sum", records_place(agency=agency, contractor=firm)),
        Action("Open the contractor", entity_place(firm, "organization")),
    ]


def agency_table() -> Table:
    """Every agency with its sums, competition and concentration."""
    return Table(
        "Agencies in the records loaded",
        'select name as "agency", obligated_usd as "obligated USD", award_count as "awards", '
        'contractor_count as "contractors", '
        'not_competed_count / nullif(competed_count + not_competed_count, 0) as "not competed %", '
        'one_offer_count / nullif(offers_known_count, 0) as "one offer, of those competed %", '
        'top_contractor_share as "largest contractor %", '
        'first_action_date as "first", last_action_date as "last", '
        'incomplete_reason as "incomplete because", agency_id as _agency_id from marts.agency',
        order='"obligated USD" desc nulls last, _agency_id',
        note="Shares are of the awards loaded, which may be a selection.",
        empty="no contracts are loaded. Fetch and load some, then build again.",
        actions=lambda row: [Action("Open the agency", entity_place(row["_agency_id"], "agency"))],
    )


def contractor_table(agency_id: str) -> Table:
    """Its contractors, the largest first."""
    return Table(
        "Contractors",
        'select recipient_name as "contractor", obligated_usd as "obligated USD", '
        'award_count as "awards", action_count as "actions", first_action_date as "first", '
        'last_action_date as "last", organization_id as _organization_id, agency_id as _agency_id '
        "from marts.agency_contractor where agency_id = ?",
        [agency_id],
        order='"obligated USD" desc nulls last, _organization_id',
        note="Sums of the actions loaded; ceilings are not spending.",
        actions=_contractor,
    )


def flag_table(agency_id: str) -> Table:
    """Indicators with how many of the agency's subjects are flagged."""
    return Table(
        "Flags",
        'select rate.title as "indicator", rate.flagged_count as "flagged", '
        'rate.not_flagged_count as "not flagged", '
        'rate.not_computable_count as "cannot be computed", rate.flagged_share as "flagged %", '
        'whole.flagged_share as "of all agencies %", rate.code as _code '
        "from marts.flag_rate as rate join marts.indicator as whole using (code) "
        "where rate.scope_id = ?",
        [agency_id],
        order="_code",
        note="A flag is a fact that deserves a second look; its page gives the innocent "
        "explanations and how ordinary it is.",
        actions=lambda row: [
            Action(
                "Open these flags", Place("views/flags.py", {"code": row["_code"], "of": agency_id})
            )
        ],
    )


def year_table(agency_id: str) -> Table:
    """Obligations by fiscal year."""
    return Table(
        "Obligations by fiscal year",
        'select fiscal_year as "fiscal year", sum(obligated_usd)::decimal(18, 2) as '
        '"obligated USD", sum(deobligated_usd)::decimal(18, 2) as "of it taken back USD", '
        'sum(action_count)::bigint as "actions", count(distinct organization_id) as "contractors", '
        'max(incomplete_reason) as "incomplete because" '
        "from marts.obligation where agency_id = ? group by fiscal_year",
        [agency_id],
        order='"fiscal year" desc nulls last',
        note="Actions loaded; a year without files is short, not small.",
        actions=lambda row: [
            Action(
                "Contractors of this year",
                records_place(agency=agency_id, year=str(row["fiscal year"])),
            )
        ],
    )


def overseer_table(agency_id: str, caveat: str) -> Table:
    """Members who oversee it and what came from people tied to its contractors."""
    return Table(
        "Overseers, and money from people and funds tied to the agency's contractors",
        'select member_name as "member", congress_committee_name as "sits on", '
        'committee_name as "received by", role_title as "role of the givers", '
        'organization_count as "contractors", amount_usd as "less refunds USD", '
        'record_count as "records", first_date as "first", last_date as "last", '
        "member_id as _member_id, committee_id as _committee_id, role_code as _role "
        "from marts.overseer_money where agency_id = ?",
        [agency_id],
        order='"member", "sits on", "received by", "role of the givers"',
        note=caveat,
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
