"""The chosen award beside the table: what its records say, and who was reached by whose gifts."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.places import Action, award_place, entity_place, link, records_place
from dashboards.base.texts import count_of, dollars, is_missing, long_day, markdown, plain
from dashboards.triage.question import ROLE_CODES, ROLES, AwardQuestion
from etl.common.queries import read_query


def read_chosen(award_key: str) -> dict[str, Any] | None:
    """The award of the address."""
    return queries.one(read_query("triage/award"), {"award_key": award_key}) if award_key else None


def draw_chosen(question: AwardQuestion, award_key: str, found: dict[str, Any] | None) -> None:
    """The award's sentences, each number a link to its records."""
    if found is None:
        st.warning("The award that was chosen is not in the database that is loaded now.")
        return
    st.header(markdown(found["piid"] or award_key, 60))
    st.markdown(link("Close", question.place()))
    st.markdown(_what(found))
    st.markdown(f"Competition: **{markdown(found['competition'], 300)}**.")
    if not is_missing(found["termination"]):
        st.markdown(f"Ended early: {markdown(found['termination'], 400)}.")
    if not is_missing(found["marks"]):
        st.markdown(f"Marked, and shown as published: {markdown(found['marks'], 300)}.")
    _flags(found)
    _money(found)


def _what(found: dict[str, Any]) -> str:
    """Who was obligated what by whom, and on what the number rests."""
    firm, agency = str(found["recipient_name"]), str(found["agency_name"])
    if not is_missing(found["organization_id"]):
        firm = link(firm, entity_place(str(found["organization_id"]), "organization"))
    else:
        firm = markdown(firm)
    if not is_missing(found["agency_id"]):
        agency = link(agency, entity_place(str(found["agency_id"]), "agency"))
    else:
        agency = markdown(agency)
    place = award_place(str(found["award_key"]))
    kind = "vehicle (a limit on orders)" if found["is_vehicle"] else "award"
    signed = found["first_action_date"]
    days = f", signed {long_day(signed)}" if not is_missing(signed) else ""
    if is_missing(found["dollars_usd"]):
        money = link("dollars not loaded", place)
    else:
        money = f"{link(dollars(found['dollars_usd']), place)} ({found['dollars_basis']})"
    return f"{agency} to {firm}: {money}, in one {kind}{days}."


def _flags(found: dict[str, Any]) -> None:
    codes = [str(code) for code in found["flag_codes"]] if len(found["flag_codes"]) else []
    if codes:
        place = award_place(str(found["award_key"]))
        st.markdown(
            f"{link(count_of(len(codes), 'flag'), place)}: {markdown(', '.join(codes))}, each with "
            "its base rate and innocent explanation there."
        )


def _money(found: dict[str, Any]) -> None:
    """Gifts by role, apart; a role without gifts is said once for all."""
    lines, none = [], []
    for role, who in ROLES.items():
        amount = found[f"{role}_usd"]
        if is_missing(amount):
            none.append(who)
            continue
        gifts = records_place(role_of=str(found["organization_id"]), role=ROLE_CODES[role])
        reached = found[f"{role}_reached_count"]
        members = (
            f"; {count_of(reached, 'overseer')} of the agency reached"
            if not is_missing(reached)
            else "; no overseer of the agency in the records loaded"
        )
        lines.append(f"- {markdown(who)} gave {link(dollars(amount), gifts)}{members}")
    st.markdown("**Political money of the firm's side, by role** (never added up)")
    if none:
        lines.append(f"- none loaded: {markdown(', '.join(none), 300)}")
    st.markdown("\n".join(lines))


def draw_overseers(found: dict[str, Any]) -> None:
    """Members who received gifts while they oversaw the agency, folded below all."""
    count = found["reached_count"]
    if is_missing(count):
        return
    who = markdown(plain(found["recipient_name"], 60))
    with st.expander(f"{count_of(count, 'overseer')} reached by gifts of the side of {who}"):
        show(overseer_table(found), "reached")


def overseer_table(found: dict[str, Any]) -> Table:
    """Members who received gifts while they oversaw the agency."""
    values = {"organization_id": found["organization_id"], "agency_id": found["agency_id"]}
    return Table(
        read_query("triage/overseers"),
        values,
        actions=_overseer_actions,
    )


def _overseer_actions(row: dict[str, Any]) -> list[Action]:
    gifts = records_place(
        role_of=str(row["_organization_id"]),
        role=str(row["_role"]),
        recipient=str(row["_committee_id"]),
    )
    return [
        Action("Open the member", entity_place(str(row["_member_id"]), "person")),
        Action("Gifts of this role to it", gifts),
    ]
