"""What the records say of a firm, in sentences made from numbers; each number opens to its rows."""

from __future__ import annotations

from typing import Any

from dashboards.base import queries
from dashboards.base.places import Place, entity_place, link, records_place
from dashboards.base.texts import is_missing, markdown
from dashboards.entity.sayings import (
    SECTIONS,
    acted_of,
    bring_place,
    competition,
    days,
    money,
    not_loaded,
    number,
    say,
    terminations,
    vehicles,
    whose,
)
from etl.common.queries import Query, read_query, with_pieces

# How a role's givers are called in a sentence, one and many, and what stands before "gave".
GIVERS = {
    "pac": ("political action committee of it", "political action committees of it"),
    "founder_investor": ("founder, owner or investor", "founders, owners or investors"),
    "officer": ("officer", "officers"),
    "employee": ("person who named it as employer", "people who named it as employer"),
}


def tab(organization_id: str, key: str, **more: str) -> Place:
    """A section of the page itself."""
    return Place("views/contractor.py", {"id": organization_id, "tab": key, **more}, part=SECTIONS)


def overseers_query() -> Query:
    """Members who received while they oversaw an agency of the firm, each gift once."""
    return with_pieces(read_query("summary/overseers"), way=read_query("flow/firm_ways"))


def firm_summary(organization_id: str, name: object) -> None:
    """Two to five sentences, then what is not loaded."""
    values = {"organization_id": organization_id}
    awards = queries.one(read_query("summary/firm_awards"), values)
    gifts = queries.rows(read_query("summary/firm_gifts"), values)
    said = awards_said(organization_id, name, awards)
    if awards:
        said.append(competition(awards, tab(organization_id, "awards", show="competition")))
    say([*filter(None, said)])
    say(gifts_said(organization_id, gifts))
    say(overseers_said(organization_id, bool(gifts)))
    if awards and awards["acted_award_count"]:
        say([terminations(values, tab(organization_id, "terminated"), "it")])
    not_loaded(name, "organization", awards["incomplete_reason"] if awards else None)


def awards_said(organization_id: str, name: object, found: dict[str, Any] | None) -> list[str]:
    """Who obligated what, in how many awards, between which days."""
    if found is None:
        get = link("get its awards", bring_place(name, "organization"))
        return [f"No award of {whose(name)} is in the records loaded · {get}."]
    awards = number(found["award_count"], tab(organization_id, "awards"), "award")
    years = tab(organization_id, "awards", show="years")
    if not found["acted_award_count"]:
        return [
            f"What {whose(name)} was obligated is not loaded: no action is on its {awards}.",
            *_reported(organization_id, found),
        ]
    actions = number(found["action_count"], years, "action")
    when = days(found["first_date"], found["last_date"])
    if is_missing(found["obligated_usd"]):
        said = [f"{actions} on its {awards}{when} obligate nothing or state no amount.",
                *_reported(organization_id, found)]  # fmt: skip
    else:
        # Those without an action are no part of the sum.
        acted = acted_of(found, awards)
        said = [_obligated(organization_id, name, found, when, acted)]
        if found["obligated_usd"] == 0:
            zero = money(found["obligated_usd"], years)
            said = [f"{actions} on {acted} of {whose(name)}{when} obligate {zero} net."]
    return [*said, *vehicles(found), *_part(found)]


def _obligated(
    organization_id: str, name: object, found: dict[str, Any], when: str, awards: str
) -> str:
    """The sum, who obligated most of it, and a sum below zero as what it is."""
    years = tab(organization_id, "awards", show="years")
    sum_of = money(found["obligated_usd"], years)
    if found["obligated_usd"] < 0:
        return (
            f"More was taken back from {whose(name)} than obligated: {sum_of} net in "
            f"{awards}{when}, as far as actions are loaded."
        )
    who = number(found["agency_count"], years, "agency", "agencies")
    if found["agency_count"] == 1 and not is_missing(found["top_id"]):
        who = link(str(found["top_name"]), entity_place(str(found["top_id"]), "agency"))
    said = f"{who} obligated {sum_of} to {whose(name)} in {awards}{when}"
    if found["agency_count"] > 1 and not is_missing(found["top_id"]):
        place = records_place(agency=str(found["top_id"]), contractor=organization_id)
        said += f"; the most, {money(found['top_usd'], place)}, by {markdown(found['top_name'])}"
        if found["top_usd"] > found["obligated_usd"]:
            said += ", while others took back more than they obligated"
    return f"{said}."


def _reported(organization_id: str, found: dict[str, Any]) -> list[str]:
    """What the awards say of themselves where actions do not."""
    if is_missing(found["reported_obligated_usd"]):
        return []
    place = tab(organization_id, "awards")
    count = number(found["reported_award_count"], place, "award reports", "awards report")
    whom = "itself" if found["reported_award_count"] == 1 else "themselves"
    return [f"{count} {money(found['reported_obligated_usd'], place)} of {whom}."]


def _part(found: dict[str, Any]) -> list[str]:
    """Of how many awards the actions are, where not of all."""
    acted, whole = found["acted_award_count"], found["award_count"]
    return [f"Actions are loaded of {acted:,} of the {whole:,} awards."] if acted < whole else []


def gifts_said(organization_id: str, gifts: list[dict[str, Any]]) -> list[str]:
    """What each role gave, to how many committees; roles are never added up."""
    if not gifts:
        return ["No gift of its fund or of its people is in the contributions loaded."]
    return [_gave(organization_id, gift) for gift in gifts]


def _gave(organization_id: str, gift: dict[str, Any]) -> str:
    role = str(gift["role_code"])
    place = records_place(role_of=organization_id, role=role)
    amount = money(gift["amount_usd"], place, "a sum that is not stated")
    towards = number(gift["receiver_count"], place, "committee")
    when = days(gift["first_date"], gift["last_date"])
    if role == "contractor":
        return f"Its own name stands as giver of {amount}, less refunds, to {towards}{when}."
    if role == "pac" and gift["giver_count"] == 1:
        return f"Its political action committee gave {amount}, less refunds, to {towards}{when}."
    one, many = GIVERS.get(role, ("giver", "givers"))
    givers = number(gift["giver_count"], place, one, many)
    return f"{givers} gave {amount}, less refunds, to {towards}{when}."


def overseers_said(organization_id: str, has_gifts: bool) -> list[str]:
    """Which members received while they oversaw an agency of the firm."""
    if not has_gifts:
        return []
    values = {"organization_id": organization_id, "congress": None}
    query = with_pieces(read_query("summary/overseen"), overseer=overseers_query())
    found = queries.one(query, values)
    if not found or not found["member_count"]:
        return [
            "None of it is known to have gone to a committee of a member who on that day sat on a "
            "committee of Congress that oversees an agency of its awards."
        ]
    place = tab(organization_id, "money", show="overseers")
    members = number(found["member_count"], place, "member")
    return [
        f"{money(found['amount_usd'], place)} of it went to committees of {members} who on that "
        "day sat on a committee of Congress that oversees an agency of its awards"
        f"{days(found['first_date'], found['last_date'])}."
    ]
