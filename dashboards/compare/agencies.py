"""An agency as one side of a comparison: the numbers of its own page, each with its way on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboards.base import queries
from dashboards.base.places import entity_place, records_place
from dashboards.base.texts import count_of, is_missing, markdown
from dashboards.compare.firms import award_cells
from dashboards.compare.side import NOT_LOADED, ComparedSide, days_between, money, number
from etl.common.queries import read_query


def read_agency(found: Mapping[str, Any]) -> ComparedSide:
    """An agency with the numbers that its own page shows, by the same queries."""
    agency_id = str(found["entity_id"])
    values = {"agency_id": agency_id}
    own = queries.one(read_query("agency/agency"), values)
    awards = queries.one(read_query("compare/agency_awards"), values) if own else None
    cells = {**_contract_cells(agency_id, own), **award_cells(awards, agency=agency_id)}
    cells |= _overseer_cells(agency_id, values)
    years, places = {}, {}
    for row in queries.rows(read_query("agency/years"), values):
        if is_missing(row["fiscal year"]):
            continue
        year, amount = int(row["fiscal year"]), row["obligated USD"]
        years[year] = None if is_missing(amount) else amount
        places[year] = records_place(agency=agency_id, year=str(year))
    return ComparedSide(
        agency_id, str(found["name"]), "agency", cells, years, places, {}, "no action loaded"
    )


def _contract_cells(agency_id: str, own: dict[str, Any] | None) -> dict[str, str]:
    """Sums, and how concentrated they are."""
    titles = ("Obligated, actions loaded", "Actions loaded of", "Days of these actions")
    titles += ("Reported by its awards", "Awards", "Contractors", "Largest contractor")
    if own is None:
        return dict.fromkeys(titles, "no contract of it is loaded")
    page = entity_place(agency_id, "agency")
    is_whole = own["acted_award_count"] == own["award_count"]
    share = own["top_contractor_share"]
    largest = NOT_LOADED
    if not is_missing(share):
        largest = f"{share:.0%} of the actions loaded: {markdown(own['top_contractor_name'])}"
    acted = count_of(own["acted_award_count"], "award")
    days = days_between(own["first_action_date"], own["last_action_date"])
    unknown = "not stated" if is_whole else NOT_LOADED
    cells = (
        money(own["obligated_usd"], page, unknown),
        f"{acted} of {own['award_count']:,}",
        markdown(days or NOT_LOADED),
        money(own["reported_obligated_usd"], page),
        number(own["award_count"], page),
        number(own["contractor_count"], page),
        largest,
    )
    return dict(zip(titles, cells, strict=True))


def _overseer_cells(agency_id: str, values: dict[str, object]) -> dict[str, str]:
    """Members who received gifts tied to its contractors while they oversaw it."""
    rows = queries.rows(read_query("compare/agency_overseers"), values)
    counts = {row["role_code"]: row["member_count"] for row in rows}
    page = entity_place(agency_id, "agency")
    none = "none in the records loaded"
    return {
        title: number(counts[role], page, "member") if counts.get(role) else none
        for title, role in (
            ("Overseers who received gifts tied to its contractors", "all"),
            ("of them from funds", "pac"),
            ("of them from people who named a contractor as employer", "employee"),
        )
    }
