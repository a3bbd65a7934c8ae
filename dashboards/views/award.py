"""An award on one page: what is obligated and what is only a ceiling, competition, actions."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.places import go
from dashboards.base.sections import Section, sections
from dashboards.base.texts import count_of, day, dollars, is_missing, markdown, plain
from dashboards.entity import head as entity_head
from dashboards.entity.flag_cards import show_flags
from dashboards.entity.marks import award_marks, show_mark_words
from dashboards.entity.told.award import award_picture, award_words
from dashboards.tables.award import action_table, order_table, subaward_table
from etl.common.queries import read_query

FACTS = {
    "award_type": "Type",
    "competition": "Competition",
    "ground": "Ground for no competition",
    "set_aside": "Set aside",
    "offer_count": "Offers",
    "offer_note": "Offers, note",
    "naics_words": "Industry (NAICS code)",
    "product_or_service_words": "Product or service (PSC code)",
    "base_value_usd": "Value when first signed",
    "base_ceiling_usd": "Ceiling when first signed, not spending",
    "performance_start_date": "Work starts",
    "performance_end_date": "Work ends, by the statement in force",
    "end_statement": "That statement",
    "other_end_date": "Another end that a record states",
    "end_note": "About the end",
    "solicitation_date": "Offers asked for",
    "solicitation_note": "About the solicitation",
}


STANDINGS = {
    "ended": "it ended the award",
    "in part": "of a part only",
    "rescinded": "taken back later",
    "repeated": "told again by a later action",
}


def terms(award_key: str) -> None:
    """What was agreed, in words."""
    found = queries.one(read_query("award/term"), {"award_key": award_key})
    if found is None:
        return
    if not is_missing(found.get("description")):
        st.markdown(f"*{markdown(found['description'], 1500)}*")
    lines = []
    for name, title in FACTS.items():
        value = found.get(name)
        if not is_missing(value):
            shown = dollars(value) if name.endswith("_usd") else value
            shown = day(value) if name.endswith("_date") else shown
            lines.append(f"- {title}: **{markdown(shown, 300)}**")
    st.markdown("\n".join(lines))


def ended(award_key: str) -> None:
    """What terminated the award, when, and how that stands now."""
    for found in queries.rows(read_query("award/terminations"), {"award_key": award_key}):
        said = (
            f"{str(found['termination']).capitalize()} on {day(found['action_date'])} "
            f"(modification {found['modification_number']}): "
            f"{STANDINGS[str(found['state'])]}, because {found['state_reason']}. Obligated before: "
            f"{dollars(found['obligated_before_usd'])}; taken back then and later: "
            f"{dollars(found['taken_back_usd'])}; added later: {dollars(found['added_after_usd'])}."
        )
        st.warning(markdown(said, 900))


def subaward_words(award: dict[str, object]) -> str:
    """How many sub-awards there are, their sum as reported, and the sum without marked ones."""
    said = count_of(int(str(award["subaward_count"])), "sub-award")
    if is_missing(award["subaward_usd"]):
        return said
    said += f", {dollars(award['subaward_usd'])} as reported, never added to the award"
    if not is_missing(award["marked_subaward_usd"]):
        said += f"; {dollars(award['marked_subaward_usd'])} of it is marked as hard to believe"
        said += f", {dollars(award['unmarked_subaward_usd'])} is not"
    return said


def subawards(award: dict[str, object]) -> None:
    """Sub-awards with their sum in words."""
    show(subaward_table(str(award["award_key"])), "subawards")
    if award["subaward_count"]:
        st.caption(markdown(subaward_words(award), 400))


def page(award: dict[str, object]) -> None:
    """Sentences, one picture, sections."""
    key = str(award["award_key"])
    kind = "Vehicle" if award["is_vehicle"] else "Award"
    shell.head(f"{kind} {plain(award['piid'] or key, 60)}")
    award_words(award)
    show_mark_words(award)
    ended(key)
    award_picture(award)
    counted = queries.one(read_query("award/counts"), {"award_key": key}) or {}
    listed = [
        Section(
            "actions", "Actions", lambda: show(action_table(key), "actions"), counted["actions"],
            read_query("award/actions").empty,
        ),
        Section("terms", "What was agreed", lambda: terms(key)),
        Section(
            "orders", "Orders", lambda: show(order_table(key), "orders"), counted["orders"],
            "no order under it is in the records loaded.",
        ),
        Section(
            "subawards", "Sub-awards", lambda: subawards(award), award["subaward_count"] or 0,
            "no sub-award of it is in the records loaded.",
        ),
        Section(
            "flags", "Flags",
            lambda: show_flags(read_query("flag/of_award"), {"award_key": key}), counted["flags"],
            "nothing is flagged about it; that is no finding either.",
        ),
        Section(
            "marks", "Marks", lambda: award_marks(key), counted["marks"],
            "nothing that is published of it is marked as hard to believe.",
        ),
    ]  # fmt: skip
    sections([one for one in listed if one.key != "orders" or award["is_vehicle"]])


asked = st.query_params.get("id", "")
found = queries.one(read_query("award/award"), {"award_key": asked}) if asked else None
if found:
    page(found)
elif asked and (place := entity_head.place_of(asked)):
    # an id of a firm, a person or a committee, or an award's number
    go(place)
else:
    shell.head("Award")
    if asked:
        st.warning("No award of that key or number is loaded. Search for it above.")
    else:
        shell.empty("No award is chosen.", "Search for a contract's number above.")
shell.foot()
