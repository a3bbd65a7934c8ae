"""The records behind one number, with an address that can be sent to someone."""

import streamlit as st

from dashboards import queries, records, shell
from dashboards.flag_cards import flag_card
from dashboards.places import entity_place, go
from dashboards.tables import Table, show
from dashboards.texts import dollars, markdown


def of_link(link_id: str) -> None:
    """A link: what it says, how sure it is, what speaks against more, its records."""
    records.link_details(link_id)
    link = queries.edge(link_id)
    for side in ("from", "to") if link else ():
        if st.button(markdown(f"Open {link[f'{side}_name']}", 80), key=f"side-{side}"):
            go(entity_place(str(link[f"{side}_id"]), str(link[f"{side}_kind"])))


def of_flag(flag_id: str) -> None:
    """A flag with its card; its records are open."""
    found = queries.flags("flag.flag_number = md5_number_lower(?)", [flag_id], 1)
    if not found:
        st.warning("This flag is not in the database that is loaded now.")
        return
    flag_card(found[0], is_open=True)


def of_role(organization_id: str) -> None:
    """One role of a contractor's political money: who gave to whom, each opening to its records."""
    role = st.query_params.get("role", "")
    total = queries.one(
        "select * from marts.contractor_money where organization_id = ? and role_code = ?",
        [organization_id, role],
    )
    if total is None:
        st.warning("No such sum is in the database that is loaded now.")
        return
    st.markdown(f"#### {markdown(total['title'])}: {markdown(dollars(total['amount_usd']))}")
    st.caption(markdown(total["description"], 1500))
    row = show(_gifts(organization_id, role), "gifts")
    if row:
        chosen = [organization_id, role, row["_giver_id"], row["_recipient_id"]]
        show(_gift_records(chosen), "gift-records")


def _gifts(organization_id: str, role: str) -> Table:
    """Givers of one role and who received, in the order of the alphabet: nobody is ranked."""
    return Table(
        "Gifts that add up to it",
        'select giver_name as "giver", recipient_name as "received by", '
        'amount_usd as "less refunds USD", refunded_usd as "given back USD", '
        'record_count as "records", first_date as "first", last_date as "last", '
        'lowest_score as "tie at least %", giver_id as _giver_id, recipient_id as _recipient_id '
        "from marts.contractor_gift where organization_number = md5_number_lower(?) "
        "and organization_id = ? and role_code = ?",
        [organization_id, organization_id, role],
        order='"giver", "received by"',
        note="A gift is its giver's own. The tie says how the giver is bound to the contractor, "
        "and may be wrong where it rests on names.",
        actions=lambda row: [],
    )


def _gift_records(chosen: list[object]) -> Table:
    return records.evidence_table(
        "Records of the chosen gifts",
        "select unnest(record_ids) as record_id from marts.contractor_gift "
        "where organization_number = md5_number_lower(?) and organization_id = ? "
        "and role_code = ? and giver_id = ? and recipient_id = ?",
        [chosen[0], *chosen],
    )


def of_obligation(obligation_id: str) -> None:
    """A contractor's obligations to one agency in one fiscal year: its actions."""
    total = queries.one("select * from marts.obligation where obligation_id = ?", [obligation_id])
    if total is None:
        st.warning("No such sum is in the database that is loaded now.")
        return
    st.markdown(
        f"#### {markdown(total['recipient_name'])}, {markdown(total['agency_name'])}, fiscal year "
        f"{total['fiscal_year']}: {markdown(dollars(total['obligated_usd']))}"
    )
    show(_actions(total), "actions")


def _actions(total: dict[str, object]) -> Table:
    return Table(
        "Actions that add up to it",
        'select action.action_date as "date", action.piid, '
        'action.modification_number as "modification", action.obligated_usd as "obligated USD", '
        'action.record_url as "open", action.source_file as "published file", '
        'action.record_id as "record id", action.award_key as _award_key '
        "from marts.award_action as action "
        "where action.organization_number = md5_number_lower(?) and action.organization_id = ? "
        "and action.agency_id is not distinct from ? "
        "and action.fiscal_year is not distinct from ?",
        [
            total["organization_id"],
            total["organization_id"],
            total["agency_id"],
            total["fiscal_year"],
        ],
        order='"date", "record id"',
        actions=records.award_actions,
    )


OPENED = {"link": of_link, "flag": of_flag, "role_of": of_role, "obligation": of_obligation}

shell.head("Records")
asked = [name for name in OPENED if name in st.query_params]
if asked:
    OPENED[asked[0]](st.query_params[asked[0]])
else:
    shell.empty("This page opens what stands behind a number.", "Choose a number on another page.")
shell.foot()
