"""A contractor's political money, split by the role that ties the giver to it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.places import Action, Place, entity_place, offer, records_place
from dashboards.base.texts import count_of, dollars, markdown, period


def role_money(organization_id: str) -> None:
    """Each role with its sum, its givers and, where one giver makes up 90 %, that it does so."""
    rows = queries.frame(
        "select * from marts.contractor_money where organization_id = ? order by role_rank",
        [organization_id],
    )
    if len(rows):
        st.subheader("Political money by role (rows loaded; roles are never added up)")
    for row in rows.itertuples():
        facts = [
            f"{dollars(row.amount_usd)} less refunds",
            count_of(row.giver_count, "giver"),
            count_of(row.record_count, "record"),
            period(row.first_date, row.last_date),
        ]
        st.markdown(f"**{markdown(row.title)}**: {markdown(', '.join(filter(None, facts)))}")
        said = markdown(row.description, 600)
        if not pd.isna(row.lowest_score) and row.lowest_score < 0.995:
            said += f" The least sure tie has a probability of {row.lowest_score:.2f}."
        if row.is_concentrated:
            said += (
                f" **One giver, {markdown(row.top_giver_name)}, makes up "
                f"{row.top_giver_share:.0%} of what this group gave.**"
            )
        st.caption(said)
        gifts = Action("Gifts behind this sum", _role_place(organization_id, row.role_code))
        offer([gifts], f"role-{row.role_code}")
    show(_published_table(organization_id), "published-of-ties")


def _role_place(organization_id: str, role_code: str) -> Place:
    """Where the gifts of one role are listed."""
    return records_place(role_of=organization_id, role=role_code)


def _published_table(organization_id: str) -> Table:
    """Totals of founders, owners, investors and officers that someone else has summed."""
    return Table(
        "Totals that others have published of people with a stated tie",
        "select total.contributor, "
        "array_to_string(list_sort(list(distinct replace(edge.link_type, '_', ' '))), ', ') "
        'as "is tied as", coalesce(total.committee, \'all committees\') as "to", total.cycle, '
        'total.total_usd as "total USD", total.basis, total.record_url as "open", '
        "total.entity_id as _entity_id from marts.neighbour as edge "
        "join marts.published_total as total on edge.other_id = total.entity_id "
        "where edge.entity_number = md5_number_lower(?) and edge.entity_id = ? "
        "and edge.link_type in ('founder_of', 'invested_in', 'officer_of') "
        "group by total.contributor, total.committee, total.cycle, total.total_usd, total.basis, "
        "total.record_url, total.entity_id",
        [organization_id, organization_id],
        order='contributor, cycle, "to"',
        note="Beside the sums by role, and in none of them: other people's sums.",
        actions=lambda row: [Action("Open the person", entity_place(row["_entity_id"], "person"))],
    )
