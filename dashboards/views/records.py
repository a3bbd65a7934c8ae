"""The records behind one number, with an address that can be sent to someone."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.places import Action, entity_place, offer
from dashboards.base.texts import dollars, markdown
from dashboards.entity import records
from dashboards.entity.flag_cards import flag_card
from dashboards.entity.marks import show_mark_words
from dashboards.tables import record as record_tables
from etl.common.queries import read_query


def of_link(link_id: str) -> None:
    """A link: what it says, how sure it is, what speaks against more, its records."""
    records.link_details(link_id)
    link = queries.edge(link_id)
    sides = [
        Action(
            f"Open {link[f'{side}_name']}",
            entity_place(str(link[f"{side}_id"]), str(link[f"{side}_kind"])),
        )
        for side in (("from", "to") if link else ())
    ]
    offer(sides, "sides")


def of_flag(flag_id: str) -> None:
    """A flag with its card; its records are open."""
    found = queries.flags(read_query("flag/by_id"), {"flag_id": flag_id}, 1)
    if not found:
        st.warning("This flag is not in the database that is loaded now.")
        return
    flag_card(found[0], is_open=True)


def of_mark(mark_id: str) -> None:
    """The records that a mark of plausibility rests on."""
    show(
        records.evidence_table("Records of this mark", "record/of_mark", {"mark_id": mark_id}),
        f"mark-{mark_id}",
    )


def of_member_gift(member_gift_id: str) -> None:
    """The gifts behind one sum that a member's committee received."""
    values = {"member_gift_id": member_gift_id}
    title = "Gifts behind this sum"
    show(records.evidence_table(title, "member/gift_records", values), "member-gift")


def of_role(organization_id: str) -> None:
    """One role of a contractor's political money, to everyone or to one recipient."""
    role = st.query_params.get("role", "")
    recipient_id = st.query_params.get("recipient")
    total = queries.one(
        read_query("record/role_total"),
        {"organization_id": organization_id, "role": role, "recipient_id": recipient_id},
    )
    if total is None or total["title"] is None:
        not_there()
        return
    towards = f" to {markdown(total['recipient_name'])}" if recipient_id else ""
    heading(f"{markdown(total['title'])}{towards}", total["amount_usd"])
    show(record_tables.role_gifts(organization_id, role, recipient_id), "gifts")


def of_overseen(agency_id: str) -> None:
    """What a member's committee received from one role of givers tied to an agency's firms."""
    committee_id, role = st.query_params.get("committee", ""), st.query_params.get("role", "")
    found = queries.one(
        read_query("record/overseen_total"),
        {"agency_id": agency_id, "committee_id": committee_id, "role": role},
    )
    if found is None:
        not_there()
        return
    towards = f" to {markdown(found['committee_name'])}"
    heading(f"{markdown(found['role_title'])}{towards}", found["amount_usd"])
    show(record_tables.overseen_gifts(agency_id, committee_id, role), "gifts")


def of_gifts(organization_id: str) -> None:
    """The records of one giver's gifts to one recipient in one role of a firm."""
    asked = st.query_params
    show(record_tables.gift_records(organization_id, asked.to_dict()), "gift-records")


def of_giver(entity_id: str) -> None:
    """What was given in one name in one cycle."""
    cycle = st.query_params.get("cycle", "")
    values = {"entity_id": entity_id, "cycle": cycle}
    total = queries.one(read_query("record/given_total"), values)
    entity = queries.entity(entity_id)
    if total is None or entity is None:
        not_there()
        return
    heading(f"{markdown(entity['name'])}, cycle {total['cycle']}", total["who_gave_usd"])
    show(record_tables.giver_records(entity_id, int(str(total["cycle"]))), "given")


def of_obligation(obligation_id: str) -> None:
    """A contractor's obligations to one agency in one fiscal year: its actions."""
    total = queries.one(read_query("record/obligation"), {"obligation_id": obligation_id})
    if total is None:
        not_there()
        return
    who = f"{markdown(total['recipient_name'])}, {markdown(total['agency_name'])}"
    heading(f"{who}, fiscal year {total['fiscal_year']}", total["obligated_usd"])
    show_mark_words(total)
    show(record_tables.obligation_actions(total), "actions")


def of_registration(registration_id: str) -> None:
    """A registration: by which rule it is of its firm, the records that say so, its actions."""
    found = queries.one(read_query("firm/registration"), {"registration_id": registration_id})
    if found is None:
        not_there()
        return
    heading(f"{markdown(found['name'])}, UEI {markdown(found['uei'])}", found["obligated_usd"])
    rule = markdown(
        found["rule"] or "It is the firm's only registration, or the first of them", 600
    )
    st.markdown(f"Of the firm {markdown(found['firm_name'])}: {rule}.")
    values = {"registration_id": registration_id}
    title = "Records that name it, and the registration that it is joined to"
    show(records.evidence_table(title, "firm/of_registration", values), "named")
    show(record_tables.registration_actions(found), "actions")


def of_family(organization_id: str) -> None:
    """What a firm and the firms that it owned that day were obligated: the actions."""
    values = record_tables.family_values(organization_id, st.query_params)
    total = queries.one(read_query("family/part"), values) if values else None
    if values is None or total is None:
        not_there()
        return
    who = total["owned_name"] or total["name"] or organization_id
    said = record_tables.FAMILY_PARTS[str(values["part"])]
    heading(f"{markdown(who)}, {said}", total["obligated_usd"])
    show(record_tables.family_actions(values), "actions")


def of_agency(agency_id: str) -> None:
    """An agency's obligations to one contractor, or in one fiscal year."""
    contractor_id, year = st.query_params.get("contractor"), st.query_params.get("year", "")
    if contractor_id:
        show(record_tables.agency_contractor_actions(agency_id, contractor_id), "actions")
    # An address can hold anything; `int` takes other scripts' digits.
    elif year.isascii() and year.isdigit():
        show(record_tables.agency_year_sums(agency_id, int(year[:4])), "sums")
    else:
        not_there()


def heading(title: str, amount: object) -> None:
    """What the number is, and the number."""
    st.markdown(f"#### {title}: {markdown(dollars(amount))}")


def not_there() -> None:
    """A number of another database."""
    st.warning("No such number is in the database that is loaded now.")


OPENED = {
    "link": of_link,
    "flag": of_flag,
    "mark": of_mark,
    "member_gift": of_member_gift,
    "role_of": of_role,
    "overseen": of_overseen,
    "gifts_of": of_gifts,
    "giver": of_giver,
    "obligation": of_obligation,
    "family": of_family,
    "agency": of_agency,
    "registration": of_registration,
}

shell.head("Records")
asked = [name for name in OPENED if name in st.query_params]
if asked:
    OPENED[asked[0]](st.query_params[asked[0]])
else:
    shell.empty("This page opens what stands behind a number.", "Choose a number on another page.")
shell.foot()
