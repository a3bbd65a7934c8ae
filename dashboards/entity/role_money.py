"""A contractor's political money, split by the role that ties the giver to it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.places import Action, entity_place, offer, records_place
from dashboards.base.texts import count_of, dollars, markdown, period
from etl.common.queries import read_query


def role_money(organization_id: str) -> None:
    """Each role with its sum, its givers and, where one giver is most of it, that it is so."""
    values = {"organization_id": organization_id}
    query = read_query("contractor/role_money")
    roles = queries.rows(query, values)
    if roles:
        st.header(query.title)
    for row in roles:
        _show_role(row)
        gifts = records_place(role_of=organization_id, role=row["_role"])
        offer([Action("Gifts behind this sum", gifts)], f"role-{row['_role']}")


def published_of_ties(organization_id: str) -> None:
    """What others have summed of the gifts of people and funds tied to it."""
    published = Table(
        read_query("contractor/published_ties"),
        {"organization_id": organization_id},
        actions=lambda row: [Action("Open the person", entity_place(row["_entity_id"], "person"))],
    )
    show(published, "published-of-ties")


def _show_role(row: dict[str, Any]) -> None:
    """One role in words."""
    facts = [
        f"{dollars(row['less refunds USD'])} less refunds",
        count_of(row["givers"], "giver"),
        count_of(row["records"], "record"),
        period(row["first"], row["last"]),
    ]
    st.markdown(f"**{markdown(row['role'])}**: {markdown(', '.join(filter(None, facts)))}")
    said = markdown(row["who they are"], 600)
    score = row["least sure tie %"]
    # From there on it would be printed as 1.00.
    if score is not None and score < 0.995:
        said += f" The least sure tie has a probability of {score:.2f}."
    if row["_is_concentrated"]:
        said += (
            f" **One giver, {markdown(row['_top_giver_name'])}, makes up "
            f"{row['_top_giver_share']:.0%} of what this group gave.**"
        )
    st.caption(said)
