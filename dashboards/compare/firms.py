"""A firm as one side of a comparison: the numbers of its own page, each with its way on."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dashboards.base import queries
from dashboards.base.places import Place, entity_place, records_place
from dashboards.base.texts import count_of, is_missing, markdown
from dashboards.compare.side import NOT_LOADED, ComparedSide, Years, days_between, money, number
from etl.common.queries import read_query

TERMINATED = "Terminated, in whole or part"
# Rows of awards by their column, with what the page Triage is asked for them.
AWARD_ROWS: dict[str, tuple[str, dict[str, str]]] = {
    "Competed": ("competed_count", {"competition": "competed"}),
    "Competed, one offer": ("one_offer_count", {"competition": "one_offer"}),
    "Not competed": ("not_competed_count", {"competition": "not_competed"}),
    "Competition not stated": ("not_stated_count", {"competition": "not_stated"}),
    TERMINATED: ("terminated_count", {"terminated": "yes"}),
    "Marked as hard to believe": ("marked_count", {"marked": "yes"}),
}
# Roles by seeds.tie_role, in the order of the page.
ROLES = {
    "pac": "Its fund gave",
    "employee": "People who named it as employer gave",
    "officer": "Its officers gave",
    "founder_investor": "Founders, owners and investors gave",
    "contractor": "Gifts in its own name",
}


def read_firm(found: Mapping[str, Any]) -> ComparedSide:
    """A firm with the numbers that its own page shows, by the same queries."""
    firm_id = str(found["entity_id"])
    values = {"organization_id": firm_id}
    own = queries.one(read_query("contractor/contractor"), values)
    roles = {row["_role"]: row for row in queries.rows(read_query("contractor/role_money"), values)}
    cells = {**_contract_cells(firm_id, own), **award_cells(_awards(values, own), firm=firm_id)}
    cells |= {title: _role_cell(firm_id, role, roles.get(role)) for role, title in ROLES.items()}
    cells |= _oversight_cells(firm_id, values)
    years, places = _years(firm_id, values)
    return ComparedSide(
        firm_id,
        str(found["name"]),
        "organization",
        cells,
        years,
        places,
        _gift_years(values),
        "no action loaded",
    )


def _contract_cells(firm_id: str, own: dict[str, Any] | None) -> dict[str, str]:
    """What was obligated and reported, and on how much of its awards that rests."""
    if own is None:
        titles = ("Obligated, actions loaded", "Actions loaded of", "Days of these actions")
        titles += ("Reported by its awards", "Awards", "Agencies")
        return dict.fromkeys(titles, "no contract of it is loaded")
    page = entity_place(firm_id, "organization")
    is_whole = own["acted_award_count"] == own["award_count"]
    records = records_place(family=firm_id, part="own")
    acted = count_of(own["acted_award_count"], "award")
    return {
        "Obligated, actions loaded": money(
            own["obligated_usd"], records, "not stated" if is_whole else NOT_LOADED
        ),
        "Actions loaded of": f"{acted} of {own['award_count']:,}",
        "Days of these actions": markdown(
            days_between(own["first_action_date"], own["last_action_date"]) or NOT_LOADED
        ),
        "Reported by its awards": money(own["reported_obligated_usd"], page),
        "Awards": number(own["award_count"], page),
        "Agencies": number(own["agency_count"], page),
    }


def _awards(values: dict[str, object], own: dict[str, Any] | None) -> dict[str, Any] | None:
    return queries.one(read_query("compare/firm_awards"), values) if own else None


def award_cells(found: dict[str, Any] | None, **whose: str) -> dict[str, str]:
    """Awards by competition, termination and marks, each the way to them on the page Triage."""
    cells = {}
    for title, (column, asked) in AWARD_ROWS.items():
        place = Place("views/triage.py", {**whose, **asked})
        cells[title] = number(found[column], place) if found else NOT_LOADED
    if found and not found["terminated_count"]:
        # Only actions tell of terminations: where some are not loaded, none is not none.
        cells[TERMINATED] = "none in the actions loaded"
    return cells


def _role_cell(firm_id: str, role: str, row: dict[str, Any] | None) -> str:
    """What one role gave, of how many givers and days; a role without rows is not loaded."""
    if row is None:
        return "none in the records loaded"
    gave = money(row["less refunds USD"], records_place(role_of=firm_id, role=role))
    days = days_between(row["first"], row["last"])
    return f"{gave}, {count_of(row['givers'], 'giver')}, {markdown(days)}"


def _oversight_cells(firm_id: str, values: dict[str, object]) -> dict[str, str]:
    """Members reached while they oversaw an agency of its, and what is flagged."""
    reached = {row["role_code"]: row for row in queries.rows(_OVERSEERS, values)}
    everyone = reached["all"]["member_count"]
    place = Place("views/triage.py", {"firm": firm_id, "reached": "any"})
    flags = queries.rows(read_query("flag/counts"), {"entity_id": firm_id})
    flagged = sum(row["flagged"] for row in flags)
    examined = flagged + sum(row["not flagged"] for row in flags)
    page = entity_place(firm_id, "organization")
    return {
        "Overseers of its agencies who received any of it": number(everyone, place, "member")
        if everyone
        else "none in the records loaded",
        "Flagged, of what could be computed": (
            f"{number(flagged, page)} of {examined:,}" if examined else "nothing can be computed"
        ),
    }


_OVERSEERS = read_query("compare/firm_overseers")


def _years(firm_id: str, values: dict[str, object]) -> tuple[Years, dict[int, Place]]:
    """Obligations by fiscal year, as its page lists them by agency; each opens to its actions."""
    years: dict[int, Decimal | None] = {}
    for row in queries.rows(read_query("contractor/obligations"), values):
        year, amount = row["fiscal year"], row["obligated USD"]
        if is_missing(year):
            continue
        known = years.get(int(year))
        years[int(year)] = known if is_missing(amount) else (known or Decimal(0)) + amount
    places = {
        year: records_place(family=firm_id, part="own", year=str(year))
        for year, amount in years.items()
        if amount is not None
    }
    return dict(years), places


def _gift_years(values: dict[str, object]) -> dict[str, Years]:
    """Gifts by role and calendar year, as its time line shows them by month."""
    lanes: dict[str, dict[int, Decimal]] = {}
    for row in queries.rows(read_query("contractor/months"), values):
        if row["_lane"] == "obligated":
            continue
        years = lanes.setdefault(row["lane"], {})
        years[row["month"].year] = years.get(row["month"].year, Decimal(0)) + row["amount USD"]
    return {lane: dict(years) for lane, years in lanes.items()}
