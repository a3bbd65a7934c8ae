"""What the records say of an agency, in sentences made from numbers; each opens to its rows."""

from __future__ import annotations

from typing import Any

from dashboards.base import queries
from dashboards.base.places import Place, link, records_place
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


def tab(agency_id: str, key: str, **more: str) -> Place:
    """A section of the page itself."""
    return Place("views/agency.py", {"id": agency_id, "tab": key, **more}, part=SECTIONS)


def overseers_query() -> Query:
    """Members who received while they oversaw the agency, each gift once."""
    return with_pieces(read_query("summary/overseers"), way=read_query("flow/agency_gifts"))


def agency_summary(agency_id: str, name: object) -> None:
    """Two to five sentences, then what is not loaded."""
    values = {"agency_id": agency_id}
    found = queries.one(read_query("summary/agency_awards"), values)
    if found is None:
        get = link("get its awards", bring_place(name, "agency"))
        say([f"No award of {whose(name)} is in the records loaded · {get}."])
    else:
        said = awards_said(agency_id, name, found)
        said.append(competition(found, tab(agency_id, "awards", show="competition")))
        say([*filter(None, [*said, _largest(agency_id, found)])])
    say(oversight_said(agency_id))
    if found and found["acted_award_count"]:
        say([terminations(values, tab(agency_id, "terminated"), "it")])
    not_loaded(name, "agency", found["incomplete_reason"] if found else None)


def awards_said(agency_id: str, name: object, found: dict[str, Any]) -> list[str]:
    """What it obligated, to how many firms, in how many awards, between which days."""
    firms = number(found["contractor_count"], tab(agency_id, "contractors"), "named contractor")
    awards = number(found["award_count"], tab(agency_id, "awards"), "award")
    # Those without an action are no part of the sum.
    acted = acted_of(found, awards)
    years = tab(agency_id, "years")
    if not found["acted_award_count"]:
        said = [f"What {whose(name)} obligated is not loaded: no action is on its {awards} to "
                f"{firms}."]  # fmt: skip
        return [*said, *_reported(agency_id, found)]
    actions = number(found["action_count"], years, "action")
    when = days(found["first_date"], found["last_date"])
    if is_missing(found["obligated_usd"]):
        said = [f"{actions} of {whose(name)} on {acted} to {firms}{when} obligate nothing or "
                "state no amount.", *_reported(agency_id, found)]  # fmt: skip
    elif found["obligated_usd"] == 0:
        said = [f"{actions} of {whose(name)} on {acted} to {firms}{when} obligate "
                f"{money(found['obligated_usd'], years)} net."]  # fmt: skip
    elif found["obligated_usd"] < 0:
        said = [f"{whose(name)} took back more than it obligated: "
                f"{money(found['obligated_usd'], years)} net in {acted} to {firms}{when}, as far "
                "as actions are loaded."]  # fmt: skip
    else:
        said = [f"{whose(name)} obligated {money(found['obligated_usd'], years)} to {firms} in "
                f"{acted}{when}."]  # fmt: skip
    said += vehicles(found)
    if found["acted_award_count"] < found["award_count"]:
        said.append(f"Actions are loaded of {found['acted_award_count']:,} of {awards}.")
    return said


def _reported(agency_id: str, found: dict[str, Any]) -> list[str]:
    if is_missing(found["reported_obligated_usd"]):
        return []
    place = tab(agency_id, "contractors")
    count = number(found["reported_award_count"], place, "award reports", "awards report")
    whom = "itself" if found["reported_award_count"] == 1 else "themselves"
    return [f"{count} {money(found['reported_obligated_usd'], place)} of {whom}."]


def _largest(agency_id: str, found: dict[str, Any]) -> str:
    """The contractor of the largest sum, with its share."""
    if is_missing(found["top_share"]) or is_missing(found["top_id"]):
        return "Which contractor received the most is not known: no money of its actions is loaded."
    place = records_place(agency=agency_id, contractor=str(found["top_id"]))
    return (
        f"The most, {money(found['top_usd'], place)} or {found['top_share']:.0%} of what was "
        f"obligated above zero, went to {markdown(found['top_name'])}."
    )


def oversight_said(agency_id: str) -> list[str]:
    """Who oversees it, and what its overseers received from people of its contractors."""
    bodies = queries.one(read_query("summary/bodies"), {"agency_id": agency_id})
    if not bodies or not bodies["body_count"]:
        return ["Which committees of Congress oversee it is not loaded."]
    place = tab(agency_id, "overseers")
    count = number(
        bodies["body_count"], tab(agency_id, "overseers", show="committees"),
        "committee of Congress oversees it", "committees of Congress oversee it",
    )  # fmt: skip
    query = with_pieces(read_query("summary/overseen"), overseer=overseers_query())
    found = queries.one(query, {"agency_id": agency_id})
    if not found or not found["member_count"]:
        return [f"{count}; no gift of people or funds tied to its contractors is known to have "
                "reached a member who sat there that day."]  # fmt: skip
    members = number(found["member_count"], place, "member")
    return [
        f"{count}; {members} received {money(found['amount_usd'], place)} from people and funds "
        "tied to its contractors while they sat there"
        f"{days(found['first_date'], found['last_date'])}."
    ]
