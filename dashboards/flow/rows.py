"""The rows of a flow: of a firm, and of an agency, as their tables have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboards.base import queries
from dashboards.base.places import Place, award_place, entity_place, records_place
from dashboards.flow.model import MOST, Flow, Names, Row, Stage, fold
from etl.common.kinds import KINDS
from etl.common.queries import Query, read_query, with_pieces

# One ramp of blue for the roles, the darkest for what is closest to the firm itself.
ROLES = {
    "contractor": "#0b3d75",
    "pac": "#1f5f99",
    "founder_investor": "#3f7fbd",
    "officer": "#6aa0d4",
    "employee": "#9cc3e6",
}
GIVERS = Stage("Who gave", "role", "roles", ROLES["pac"])
RECEIVERS = Stage("Received by", "committee", "committees", KINDS["committee"].colour)
BODIES = Stage(
    "Their members sat on", "committee of Congress", "committees of Congress",
    KINDS["congress_committee"].colour,
)  # fmt: skip
AGENCIES = Stage("Which oversee", "agency", "agencies", KINDS["agency"].colour)
AWARDS = Stage("Which obligated in", "award", "awards", KINDS["organization"].colour)
FIRMS = Stage("Which obligated to", "contractor", "contractors", KINDS["organization"].colour)


@dataclass(frozen=True)
class Days:
    """A Congress and its days, or all days loaded."""

    congress: int | None = None
    first: date | None = None
    until: date | None = None


@dataclass
class Gathered:
    """What is gathered of rows, before they are folded."""

    stages: list[Stage]
    rows: list[Row] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def name(self, key: str, title: object, place: Place | None) -> str:
        """Remember what a box is called and where it leads."""
        self.titles.setdefault(key, str(title))
        if place is not None:
            self.places.setdefault(key, place)
        return key

    def folded(self, by: str, most: int = MOST) -> Flow:
        """The flow by dollars or by number, with so many boxes of each stage alone."""
        colours = {f"role:{code}": colour for code, colour in ROLES.items()}
        return fold(self.rows, self.stages, Names(self.titles, self.places, colours), by, most)


def periods(organization_id: str) -> list[Days]:
    """The Congresses in whose days its people and its fund gave, the newest first."""
    found = queries.rows(read_query("flow/firm_periods"), {"organization_id": organization_id})
    return [Days(row["congress"], row["first_date"], row["until_date"]) for row in found]


def firm_values(organization_id: str, days: Days) -> dict[str, object]:
    """What the queries of a firm's flow ask."""
    return {
        "organization_id": organization_id,
        "congress": days.congress,
        "first": days.first,
        "until": days.until,
    }


def firm_flow(organization_id: str, days: Days) -> Gathered:
    """Who gave by role → who received → committees of Congress → agencies → awards."""
    values = firm_values(organization_id, days)
    found = Gathered([GIVERS, RECEIVERS, BODIES, AGENCIES, AWARDS])
    for row in queries.rows(read_query("flow/firm_gifts"), values):
        _role(found, organization_id, row["_from_id"], row["from"])
        receiver = found.name(
            row["_to_id"], row["to"], entity_place(str(row["_to_id"]), "committee")
        )
        found.rows.append(Row(0, f"role:{row['_from_id']}", receiver, row["USD"], row["records"]))
    _oversight(found, queries.rows(read_query("flow/firm_ways"), values), is_firm=True)
    for row in queries.rows(read_query("flow/firm_awards"), values):
        agency = found.name(row["_from_id"], row["from"], _agency(row["_from_id"]))
        award = found.name(row["_to_id"], row["to"], award_place(str(row["_to_id"])))
        found.rows.append(Row(3, agency, award, row["USD"], row["records"]))
    return found


def agency_flow(agency_id: str) -> Gathered:
    """Who gave by role → its overseers' committees → their seats → the agency → contractors."""
    values = {"agency_id": agency_id}
    found = Gathered([GIVERS, RECEIVERS, BODIES, AGENCIES, FIRMS])
    names = queries.rows(read_query("flow/agency_contractors"), values)
    _oversight(found, queries.rows(read_query("flow/agency_gifts"), values), is_firm=False)
    for row in names:
        agency = found.name(row["_from_id"], row["from"], None)
        firm = entity_place(str(row["_to_id"]), "organization")
        contractor = found.name(row["_to_id"], row["to"], firm)
        found.rows.append(Row(3, agency, contractor, row["USD"], row["records"]))
    return found


def _role(found: Gathered, organization_id: str | None, code: object, title: object) -> str:
    place = None
    if organization_id is not None:
        place = records_place(role_of=organization_id, role=str(code))
    return found.name(f"role:{code}", title, place)


def _oversight(found: Gathered, ways: list[dict[str, Any]], is_firm: bool) -> None:
    """What reached members, where they sat, and which agencies that oversees; each gift once."""
    for way in ways:
        gift = (way["role_code"], way["committee_id"], way["member_id"], way.get("congress"))
        committee = way["committee_id"]
        # A receiver that is a member's own is called by the member: who sits is who oversees.
        found.titles[committee] = f"{way['member_name']}: {way['committee_name']}"
        found.name(committee, "", entity_place(str(committee), "committee"))
        body = found.name(
            way["body_id"],
            way["body_name"],
            entity_place(str(way["body_id"]), "congress_committee"),
        )
        agency = found.name(way["agency_id"], way["agency_name"], _agency(way["agency_id"]))
        steps = [(1, committee, body), (2, body, agency)]
        if not is_firm:
            role = _role(found, None, way["role_code"], way["role_title"])
            steps.insert(0, (0, role, committee))
        for step, start, end in steps:
            row = Row(step, start, end, way["amount_usd"], way["gift_count"], gift)
            found.rows.append(row)


def _agency(agency_id: object) -> Place | None:
    return entity_place(str(agency_id), "agency") if agency_id else None


def rows_query(is_firm: bool) -> Query:
    """The same rows as a table: each step with its two sides and its sum."""
    names = ("firm_gifts", "firm_ways", "firm_awards")
    if not is_firm:
        names = ("agency_given", "agency_gifts", "agency_contractors")
    gift, way, spent = (read_query(f"flow/{name}") for name in names)
    return with_pieces(read_query("flow/rows"), gift=gift, way=way, spent=spent)


def row_place(row: Mapping[str, Any], organization_id: str | None) -> Place | None:
    """Where the records of a row of that table stand."""
    step, start, end = row["_step"], str(row["_from_id"]), str(row["_to_id"])
    if step == 0:
        if organization_id is None:
            return entity_place(end, "committee")
        return records_place(role_of=organization_id, role=start, recipient=end)
    if step == 1:
        return entity_place(start, "committee")
    if step == 2:
        return _agency(end)
    if organization_id is not None:
        return award_place(end)
    return records_place(agency=start, contractor=end)
