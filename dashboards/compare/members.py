"""A member of Congress as one side of a comparison: seats, oversight, and what was received."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboards.base import queries
from dashboards.base.places import entity_place
from dashboards.base.texts import count_of, is_missing, markdown
from dashboards.compare.side import ComparedSide, days_between, money, number
from etl.common.queries import read_query

NONE = "none in the records loaded"
ROLES = {
    "pac": "Received from contractors' funds",
    "employee": "Received from people who named a contractor as employer",
    "officer": "Received from contractors' officers",
    "founder_investor": "Received from founders, owners and investors of contractors",
    "contractor": "Received in a contractor's own name",
}


def read_member(found: Mapping[str, Any]) -> ComparedSide:
    """A member with what the member's own page shows."""
    person_id = str(found["entity_id"])
    values = {"person_id": person_id}
    page = entity_place(person_id, "person")
    own = queries.one(read_query("compare/member_oversight"), values)
    titles = {
        "Committees of Congress": "congress_committee_count",
        "Own campaign committees": "own_committee_count",
        "Agencies overseen, tied gifts received then": "agency_count",
    }
    cells = {
        title: number(own[name], page) if own and own[name] else NONE
        for title, name in titles.items()
    }
    rows = queries.rows(read_query("compare/member_roles"), values)
    roles = {row["role_code"]: row for row in rows}
    cells |= {title: _role_cell(person_id, roles.get(role)) for role, title in ROLES.items()}
    years = {}
    for row in queries.rows(read_query("compare/member_cycles"), values):
        years[row["cycle"]] = None if is_missing(row["received_usd"]) else row["received_usd"]
    return ComparedSide(
        person_id,
        str(found["name"]),
        "person",
        cells,
        years,
        dict.fromkeys((year for year, amount in years.items() if amount is not None), page),
        {},
        "no total that agrees with the summary is loaded",
    )


def _role_cell(person_id: str, row: dict[str, Any] | None) -> str:
    """What came from one role, of how many contractors; a giver of two firms is not added up."""
    if row is None:
        return NONE
    page = entity_place(person_id, "person")
    gave = money(row["amount_usd"], page, "not added up: a giver is tied to several firms")
    firms = count_of(row["organization_count"], "contractor")
    days = days_between(row["first_date"], row["last_date"])
    return f"{gave}, {firms}, {markdown(days)}"
