"""What fits a question: how much it is, how ordinary, what is not loaded, and the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.places import Action, Place, award_place, entity_place, link
from dashboards.base.texts import brief, count_of, is_missing, long_day, markdown
from dashboards.triage.question import OPTIONS, TITLES, AwardQuestion
from etl.common.queries import Query, read_query, with_pieces

INNOCENT = (
    "Most large firms have a fund, funds give to members of both parties who sit on the "
    "committees of their field, and those oversee the agencies that buy from it. Gifts are their "
    "givers' own, and not of the award's day. Nothing here says that a gift and an award have to "
    "do with each other."
)
AWARDS, CELLS = read_query("triage/award_facts"), read_query("triage/cell_facts")


def judged_query(name: str, facts: Query) -> Query:
    """A query of what fits, over awards or over cells of them."""
    judged = with_pieces(read_query("triage/judged"), facts=facts)
    return with_pieces(read_query(name), judged=judged)


def facts_of(question: AwardQuestion) -> Query:
    """Cells where they can answer the question, else every award."""
    return CELLS if question.is_of_cells else AWARDS


def read_sums(question: AwardQuestion) -> dict[str, Any]:
    """How many awards fit, what they add up to, and the base rates."""
    query = judged_query("triage/sums", facts_of(question))
    return queries.one(query, question.values) or {}


def read_counts(question: AwardQuestion) -> list[dict[str, Any]]:
    """How many awards each choice would leave."""
    return queries.rows(judged_query("triage/counts", facts_of(question)), question.values)


def award_table(question: AwardQuestion) -> Table:
    """The awards that fit, the most dollars first; a row leads to its own sentences."""
    query = judged_query("triage/awards", AWARDS)
    return Table(query, question.values, actions=lambda row: _row_actions(question, row))


def _row_actions(question: AwardQuestion, row: dict[str, Any]) -> list[Action]:
    key = str(row["_award_key"])
    actions = [Action("Show beside", beside(question, key)), Action("Its page", award_place(key))]
    if not is_missing(row["_organization_id"]):
        firm = entity_place(str(row["_organization_id"]), "organization")
        actions.append(Action("Its firm", firm))
    return actions


def beside(question: AwardQuestion, award_key: str) -> Place:
    """The address of the question with an award shown beside the table."""
    place = question.place()
    return Place(place.page, {**place.query, "award": award_key})


def say(question: AwardQuestion, found: Mapping[str, Any], words: list[tuple[str, str]]) -> None:
    """The answer in sentences: the count, the sums, what is not known, and the base rates."""
    chosen = "; ".join(f"{text}" for _, text in words)
    awards = count_of(found["award_count"], "award")
    lead = f"**{awards}** of the {found['all_count']:,} loaded"
    lead += " fit." if question.facets else ": nothing is chosen yet."
    st.markdown(f"{lead} {_sums(found)}")
    if chosen:
        st.caption(f"Asked: {markdown(chosen, 600)}")
    if {"gave", "reached"} & set(question.facets):
        st.markdown(_base_rate(question, found))
        st.caption(INNOCENT)


def _sums(found: Mapping[str, Any]) -> str:
    """What they report and what was obligated: two sums, and of how many awards each is."""
    count, acted = found["award_count"], found["acted_count"]
    if not count:
        return ""
    obligated = markdown(brief(found["obligated_usd"]))
    said = ["None reports a total of itself"]
    if found["reported_count"]:
        reported = markdown(brief(found["reported_usd"]))
        said = [f"{found['reported_count']:,} of them report {reported} of themselves"]
    if acted == 0:
        said.append("the single actions of none are loaded")
    elif acted < count:
        said.append(f"the single actions of {acted:,} are loaded and add up to {obligated}")
    else:
        said.append(f"their actions, all loaded, add up to {obligated}")
    tail = ""
    if found["unknown_count"]:
        tail = f" Of {found['unknown_count']:,} neither is loaded."
    days = [long_day(found[name]) for name in ("first_date", "last_date") if found[name]]
    signed = " to ".join(dict.fromkeys(days)) or "on days not stated"
    return f"{'; '.join(said)}.{tail} Signed {signed}."


def _base_rate(question: AwardQuestion, found: Mapping[str, Any]) -> str:
    """How ordinary the choice of money is: among all awards, and among the agency's."""
    said = []
    for facet, what in (
        ("reached", "of firms whose givers, chosen so, reached overseers of the agency"),
        ("gave", "of firms with such gifts"),
    ):
        if facet not in question.facets:
            continue
        line = f"{_share(found[f'all_{facet}_count'], found['all_count'])} of all awards loaded"
        if "agency" in question.facets:
            here = _share(found[f"agency_{facet}_count"], found["agency_count"])
            line += f", and {here} of this agency's,"
        said.append(f"How ordinary it is: {line} are {what}.")
    return " ".join(said)


def _share(part: int, whole: int) -> str:
    if not whole:
        return "none"
    return f"{part:,} of {whole:,} ({part / whole:.1%})"


def read_loaded() -> list[dict[str, Any]]:
    """By role, of how many firms gifts are loaded."""
    return queries.rows(read_query("triage/loaded"))


def say_loaded(loaded: list[dict[str, Any]]) -> None:
    """Of which firms and days gifts are loaded, and of which days seats: what a blank can mean."""
    lines = []
    for row in loaded:
        days = " to ".join(long_day(row[name]) for name in ("first_date", "last_date") if row[name])
        firms = count_of(row["firm_count"], "firm")
        held = f"of {firms}, {days}" if row["firm_count"] else "none loaded"
        lines.append(f"- {markdown(row['title'])}: {held}")
    with st.expander("Whose gifts are loaded, and of which days"):
        st.markdown("\n".join(lines))
        st.caption(markdown(queries.seat_days(), 900))


def show_awards(question: AwardQuestion) -> None:
    """The table."""
    show(award_table(question), "triage")


def offer_less(question: AwardQuestion, counts: list[dict[str, Any]]) -> None:
    """Where nothing fits: each choice with what would fit without it."""
    left = {row["facet"]: row["award_count"] for row in counts if row["option"] == "left"}
    st.info("No award fits all of these choices. Without one of them:")
    lines = [
        f"- {link(f'without {TITLES[facet].lower()} …', question.without(facet))}: "
        f"{count_of(left[facet], 'award')}"
        for facet in question.facets
    ]
    st.markdown("\n".join(lines))
    if "reached" in question.facets and left["reached"]:
        st.markdown(_known_givers(question, left["reached"]))


def _known_givers(question: AwardQuestion, count: int) -> str:
    """Of how many of the awards without overseers gifts are loaded at all: none is not nobody."""
    wider = dict(question.chosen)
    role = wider.pop("reached")
    found = read_sums(AwardQuestion({**wider, "gave": role}))
    who = OPTIONS["reached"][role]
    return (
        f"Of these {count_of(count, 'award')}, {found['award_count']:,} are of firms with gifts "
        f"that are loaded ({markdown(who)}); of the others nothing can be said. "
        f"{markdown(queries.seat_days(), 900)}"
    )
