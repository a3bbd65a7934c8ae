"""An award on one page: what is obligated and what is only a ceiling, competition, actions."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.places import Action, award_place, entity_place, offer
from dashboards.base.texts import count_of, dollars, is_missing, is_web, markdown, period, plain
from dashboards.entity.flag_cards import show_flags
from dashboards.entity.marks import award_marks, show_mark_words
from dashboards.tables.award import action_table, order_table, subaward_table
from etl.common.queries import read_query

FACTS = {
    "award_type": "Type",
    "competition": "Competition",
    "ground": "Ground for no competition",
    "set_aside": "Set aside",
    "offer_count": "Offers",
    "offer_note": "Offers, note",
    "naics_code": "Industry (NAICS)",
    "product_or_service_code": "Product or service code",
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


def money(award: dict[str, object]) -> None:
    """Obligated and ceiling in tiles apart, each with what it is."""
    columns = st.columns(4)
    agrees = not is_missing(award["published_obligated_usd"])
    columns[0].metric(
        "Obligated", dollars(award["published_obligated_usd"]) if agrees else "see coverage"
    )
    columns[1].metric("Ceiling, not spending", dollars(award["ceiling_usd"]))
    columns[2].metric("Paid out, as reported", dollars(award["outlayed_usd"]))
    columns[3].metric("Actions loaded", f"{award['action_count']:,}")
    show_mark_words(award)
    said = f"{award['coverage']}: {award['coverage_reason']}"
    if award["is_vehicle"]:
        said += ". A vehicle: a limit on orders, which are awards of their own"
    if award["is_incomplete"]:
        said += f". Not whole: {award['incomplete_reason']}"
    st.caption(markdown(said, 900))


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
            lines.append(f"- {title}: **{markdown(shown, 300)}**")
    st.markdown("\n".join(lines))


def ended(award_key: str) -> None:
    """What terminated the award, when, and how that stands now."""
    for found in queries.rows(read_query("award/terminations"), {"award_key": award_key}):
        said = (
            f"{str(found['termination']).capitalize()} on {found['action_date']} (modification "
            f"{found['modification_number']}): {STANDINGS[str(found['state'])]}, because "
            f"{found['state_reason']}. Obligated before: "
            f"{dollars(found['obligated_before_usd'])}; taken back then and later: "
            f"{dollars(found['taken_back_usd'])}; added later: {dollars(found['added_after_usd'])}."
        )
        st.warning(markdown(said, 900))


def sides(award: dict[str, object]) -> None:
    """The ways to its contractor, its agency, its vehicle and its public page."""
    actions = []
    if not is_missing(award["organization_id"]):
        firm = entity_place(str(award["organization_id"]), "organization")
        actions.append(Action(plain(f"Contractor: {award['recipient_name']}", 70), firm))
    if not is_missing(award["agency_id"]):
        agency = entity_place(str(award["agency_id"]), "agency")
        actions.append(Action(plain(f"Agency: {award['agency_name']}", 70), agency))
    if not is_missing(award["vehicle_key"]):
        actions.append(Action("Its vehicle", award_place(str(award["vehicle_key"]))))
    offer(actions, "sides")
    if is_web(award["record_url"]):
        st.link_button("Public page", str(award["record_url"]), icon=":material/open_in_new:")


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


def page(award: dict[str, object]) -> None:
    """Every section."""
    key = str(award["award_key"])
    kind = "Vehicle" if award["is_vehicle"] else "Award"
    shell.head(f"{kind} {plain(award['piid'] or key, 60)}")
    days = period(award["first_action_date"], award["last_action_date"])
    st.markdown(markdown(f"{award['recipient_name']} · {award['agency_name']} · {days}", 400))
    sides(award)
    money(award)
    ended(key)
    terms(key)
    award_marks(key)
    show(action_table(key), "actions")
    if award["is_vehicle"]:
        show(order_table(key), "orders")
    show(subaward_table(key), "subawards")
    if award["subaward_count"]:
        st.caption(markdown(subaward_words(award), 400))
    show_flags(read_query("flag/of_award"), {"award_key": key})


asked = st.query_params.get("id", "")
found = queries.one(read_query("award/award"), {"award_key": asked}) if asked else None
if found:
    page(found)
else:
    shell.head("Award")
    if asked:
        st.warning("No award of that key is loaded. Search for its number above.")
    else:
        shell.empty("No award is chosen.", "Search for a contract's number (PIID) above.")
shell.foot()
