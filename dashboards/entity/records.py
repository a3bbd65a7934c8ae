"""The records behind a number, and what a link says and does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.places import (
    Action,
    award_place,
    entity_place,
    graph_place,
    link,
    records_place,
)
from dashboards.base.texts import count_of, dollars, is_missing, is_web, markdown, period
from dashboards.notebook.made import link_pin
from dashboards.notebook.pin import pin_button
from etl.common.queries import read_query, with_pieces

FIRST = 10


def evidence_table(title: str, cited: str, values: Mapping[str, object]) -> Table:
    """The table of the records that a named query cites as `record_id`, by date."""
    evidence, wanted = read_query("record/evidence"), read_query(cited)
    first = with_pieces(read_query("record/first"), cited=wanted)
    return Table(
        with_pieces(evidence, cited=wanted),
        values,
        title=title,
        # A link can have hundreds of thousands of records: only those shown are read in full.
        first=with_pieces(evidence, cited=first),
        total=with_pieces(read_query("record/count"), cited=wanted),
    )


def link_details(link_id: str) -> None:
    """What a link says, how sure it is, what speaks against more, and its records."""
    found = queries.edge(link_id)
    if found is None:
        st.warning("This link is not in the database that is loaded now.")
        return
    sides = [
        link(
            found[f"{side}_name"],
            entity_place(str(found[f"{side}_id"]), str(found[f"{side}_kind"])),
        )
        for side in ("from", "to")
    ]
    st.markdown(f"## {sides[0]} {markdown(found['sentence'])} {sides[1]}")
    st.markdown(" · ".join(markdown(fact, 400) for fact in link_facts(found)))
    st.caption(
        f"{markdown(found['description'], 1500)} **What speaks against reading more into it:** "
        f"{markdown(found['innocent'], 1500)}"
    )
    pin_button(link_pin(found), f"link-{link_id}")
    table = evidence_table(
        "Records of this link",
        "record/of_link",
        {"link_id": link_id},
    )
    show(table, f"link-{link_id}")
    _first_records(table)


def _first_records(table: Table) -> None:
    """The first ten again as plain links: a grid is drawn, and a screen reader reads a list."""
    # The table's order as the query's own: the list must begin as the grid does.
    first = replace(table.first or table.query, words={"order": table.sorting})
    for row in queries.rows(first, {**table.values, "most": FIRST}):
        text = markdown(row["record"], 120)
        is_open = is_web(row["open"])
        st.markdown(f"- [{text}]({row['open']})" if is_open else f"- {text} (in its file)")


def link_facts(found: dict[str, object]) -> list[str]:
    """Amount, dates, basis and score in words."""
    facts = []
    if found["amount_usd"] is not None:
        facts.append(f"{dollars(found['amount_usd'])}, {found['amount_words']}")
    if found["label"]:
        facts.append(str(found["label"]))
    facts += [days for days in [period(found["first_said"], found["last_said"])] if days]
    facts.append(count_of(int(str(found["record_count"])), "record"))
    facts.append(f"known by: {found['known_by']}")
    score = found["score"]
    facts.append("how sure: " + ("not measured" if score is None else f"{score:.2f} of 1"))
    return facts


def link_actions(row: dict[str, object]) -> list[Action]:
    """Where a row with _link_id, _other_id and _other_kind leads."""
    actions = [Action("Records", records_place(link=str(row["_link_id"])))]
    if not is_missing(row.get("_other_id")):
        other = str(row["_other_id"])
        place = entity_place(other, str(row["_other_kind"]))
        actions.append(Action("Open the other side", place, "who"))
        actions.append(Action("Graph", graph_place(other)))
    return actions


def award_actions(row: dict[str, object]) -> list[Action]:
    """Where a row with _award_key leads."""
    return [Action("Open the award", award_place(str(row["_award_key"])))]
