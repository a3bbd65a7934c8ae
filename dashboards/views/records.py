"""The records behind one number, with an address that can be sent to someone."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import Table, show
from dashboards.base.places import entity_place, link
from dashboards.base.sections import Section, sections
from dashboards.base.texts import dollars, markdown
from dashboards.entity import records
from dashboards.entity.flag_cards import flag_card
from dashboards.entity.marks import show_mark_words
from dashboards.entity.told.gifts import gift_words, gifts_total
from dashboards.notebook.made import sum_pin
from dashboards.notebook.pin import Pin, pin_button
from dashboards.tables import record as record_tables
from dashboards.tables.gift import (
    between_table,
    cycle_table,
    made_table,
    received_table,
    say_cycles,
)
from etl.common.queries import read_query, with_pieces


def of_link(link_id: str) -> None:
    """A link: what it says, how sure it is, what speaks against more, its records."""
    records.link_details(link_id)


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
    """One role of a contractor's political money, to everyone or one recipient, by cycle or all."""
    role, asked = st.query_params.get("role", ""), st.query_params
    values = {
        "organization_id": organization_id,
        "role": role,
        "recipient_id": asked.get("recipient"),
    }
    total = queries.one(read_query("record/role_total"), values)
    if total is None or total["title"] is None:
        not_there()
        return
    cycle = asked.get("cycle")
    chosen = values | {"cycle": cycle}
    found = gifts_total("gift/of_role", chosen)
    firm = link(total["organization_name"], entity_place(organization_id, "organization"))
    towards = f" to {markdown(total['recipient_name'])}" if asked.get("recipient") else ""
    to_whom = f" to {total['recipient_name']}" if asked.get("recipient") else ""
    title = f"{total['title']}{to_whom}{_in_cycle(cycle)}"
    pinned = sum_pin(title, "gift/total(chosen=gift/of_role)", chosen)
    heading(f"{markdown(total['title'])}{towards}{_in_cycle(cycle)}", found["amount_usd"], pinned)
    st.markdown(f"Tied to {firm}. {gift_words(found)}")
    one_by_one = Section(
        "gifts", "Gifts, one by one", lambda: show(between_table("gift/of_role", chosen), "one")
    )
    if cycle is not None:
        one_by_one.draw()
        return
    st.markdown(say_cycles("gift/of_role", chosen))
    pairs = record_tables.role_gifts(organization_id, role, values["recipient_id"])
    sections(
        [
            Section("givers", "Who gave to whom", lambda: show(pairs, "gifts")),
            one_by_one,
            Section(
                "cycles", "By cycle", lambda: show(cycle_table("gift/of_role", chosen), "cycles")
            ),
        ]
    )


def _in_cycle(cycle: object) -> str:
    """The cycle that is asked for, in words; nothing where all are."""
    return f", cycle {markdown(cycle)}" if cycle else ""


def of_receiver(committee_id: str) -> None:
    """The gifts to one committee, of one kind of giver and cycle or of all."""
    asked = {name: st.query_params.get(name) for name in ("cycle", "kind", "name")}
    values: dict[str, object] = {"committee_id": committee_id, **asked}
    found, entity = gifts_total("gift/of_receiver", values), queries.entity(committee_id)
    if entity is None or not found["record_count"]:
        not_there()
        return
    kind = f" of {GIVERS[asked['kind']]}" if asked["kind"] in GIVERS else ""
    who = link(entity["name"], entity_place(committee_id, "committee"))
    heading(f"Gifts{kind} to {who}{_in_cycle(asked['cycle'])}", found["amount_usd"])
    st.markdown(gift_words(found))
    show(received_table(committee_id, asked), "gifts")


GIVERS = {
    "person": "people",
    "committee": "committees",
    "organization": "firms and other organizations",
    "unnamed": "givers not named",
}


def of_member(person_id: str) -> None:
    """Gifts of one role to a member's own committees, each once."""
    values: dict[str, object] = {"person_id": person_id, "role": st.query_params.get("role")}
    found, entity = gifts_total("gift/of_member", values), queries.entity(person_id)
    if entity is None or not found["record_count"]:
        not_there()
        return
    who = link(entity["name"], entity_place(person_id, str(entity["entity_kind"])))
    heading(f"Gifts of people and funds tied to contractors to {who}", found["amount_usd"])
    st.markdown(gift_words(found))
    show(between_table("gift/of_member", values), "gifts")


def of_published(record_id: str) -> None:
    """A total that somebody else published: its record, and that it is no sum of ours."""
    st.markdown("A total that others published. It is in no sum of ours, and such totals overlap.")
    query = with_pieces(read_query("record/evidence"), cited=read_query("record/listed"))
    show(Table(query, {"record_ids": [record_id]}, title="The published total"), "published")


def of_overseen(agency_id: str) -> None:
    """What a member's committee received from one role of givers tied to an agency's firms."""
    committee_id, role = st.query_params.get("committee", ""), st.query_params.get("role", "")
    values = {"agency_id": agency_id, "committee_id": committee_id, "role": role}
    found = queries.one(read_query("record/overseen_total"), values)
    if found is None:
        not_there()
        return
    towards = f" to {markdown(found['committee_name'])}"
    title = f"{found['role_title']} to {found['committee_name']}"
    pinned = sum_pin(title, "record/overseen_total", values)
    heading(f"{markdown(found['role_title'])}{towards}", found["amount_usd"], pinned)
    show(record_tables.overseen_gifts(agency_id, committee_id, role), "gifts")


def of_giver(entity_id: str) -> None:
    """What was given in one name, in one cycle or all."""
    cycle = st.query_params.get("cycle")
    values: dict[str, object] = {"entity_id": entity_id, "cycle": cycle}
    found, entity = gifts_total("gift/of_giver", values), queries.entity(entity_id)
    if entity is None or not found["record_count"]:
        not_there()
        return
    who = link(entity["name"], entity_place(entity_id, str(entity["entity_kind"])))
    pinned = sum_pin(
        f"Given in the name {entity['name']}{_in_cycle(cycle)}",
        "gift/total(chosen=gift/of_giver)",
        values,
    )
    heading(f"Given in the name {who}{_in_cycle(cycle)}", found["amount_usd"], pinned)
    st.markdown(gift_words(found))
    if cycle is not None:
        show(made_table(entity_id, cycle), "given")
        return
    sections(
        [
            Section("gifts", "Gifts, one by one", lambda: show(made_table(entity_id), "given")),
            Section(
                "cycles", "By cycle", lambda: show(cycle_table("gift/of_giver", values), "cycles")
            ),
        ]
    )


def of_gifts(organization_id: str) -> None:
    """The records of one giver's gifts to one recipient in one role of a firm."""
    asked = st.query_params
    show(record_tables.gift_records(organization_id, asked.to_dict()), "gift-records")


def of_obligation(obligation_id: str) -> None:
    """A contractor's obligations to one agency in one fiscal year: its actions."""
    total = queries.one(read_query("record/obligation"), {"obligation_id": obligation_id})
    if total is None:
        not_there()
        return
    who = f"{markdown(total['recipient_name'])}, {markdown(total['agency_name'])}"
    title = f"{total['recipient_name']}, {total['agency_name']}, fiscal year {total['fiscal_year']}"
    asked = {"obligation_id": obligation_id}
    pinned = sum_pin(title, "record/obligation", asked, "obligated_usd")
    heading(f"{who}, fiscal year {total['fiscal_year']}", total["obligated_usd"], pinned)
    show_mark_words(total)
    show(record_tables.obligation_actions(total), "actions")


def of_registration(registration_id: str) -> None:
    """A registration: by which rule it is of its firm, the records that say so, its actions."""
    found = queries.one(read_query("firm/registration"), {"registration_id": registration_id})
    if found is None:
        not_there()
        return
    title, values = f"{found['name']}, UEI {found['uei']}", {"registration_id": registration_id}
    asked = "firm/registration", values, "obligated_usd", "firm/of_registration"
    heading(markdown(title), found["obligated_usd"], sum_pin(title, *asked))
    rule = markdown(
        found["rule"] or "It is the firm's only registration, or the first of them", 600
    )
    st.markdown(f"Of the firm {markdown(found['firm_name'])}: {rule}.")
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
    pinned = sum_pin(f"{who}, {said}", "family/part", values, "obligated_usd")
    heading(f"{markdown(who)}, {said}", total["obligated_usd"], pinned)
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


def heading(title: str, amount: object, pinned: Pin | None = None) -> None:
    """What the number is, and the number; `title` is Markdown."""
    st.markdown(f"## {title}: {markdown(dollars(amount))}")
    if pinned:
        pin_button(pinned, "number")


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
    "receiver": of_receiver,
    "gifts_of": of_gifts,
    "giver": of_giver,
    "member": of_member,
    "published": of_published,
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
