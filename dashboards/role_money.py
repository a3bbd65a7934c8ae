"""A contractor's political money, split by the role that ties the giver to it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboards import queries
from dashboards.places import Action, Place, offer, records_place
from dashboards.tables import readable
from dashboards.texts import dollars, markdown


def role_money(organization_id: str) -> None:
    """Each role with its sum, its givers and, where one giver makes up 90 %, that it does so."""
    rows = queries.frame(
        "select * from marts.contractor_money where organization_id = ? order by role_rank",
        [organization_id],
    )
    totals = _published(organization_id)
    if rows.empty and totals.empty:
        return
    st.subheader("Political money by role (rows loaded; roles are never added up)")
    for row in rows.itertuples():
        givers = f"{row.giver_count:,} giver" + ("" if row.giver_count == 1 else "s")
        st.markdown(
            f"**{markdown(row.title)}**: {markdown(dollars(row.amount_usd))} less refunds, "
            f"{givers}, {row.record_count:,} records, {row.first_date:%Y-%m-%d} to "
            f"{row.last_date:%Y-%m-%d}"
        )
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
    if len(totals):
        st.caption("Beside these, in no sum above: totals that others have published.")
        st.dataframe(
            readable(totals),
            hide_index=True,
            column_config={"total": st.column_config.NumberColumn("total", format="dollar")},
        )


def _role_place(organization_id: str, role_code: str) -> Place:
    """Where the gifts of one role are listed."""
    return records_place(role_of=organization_id, role=role_code)


def _published(organization_id: str) -> pd.DataFrame:
    """Totals of founders, owners, investors and officers that someone else has summed."""
    return queries.frame(
        "select total.contributor, "
        "array_to_string(list_sort(list(distinct replace(edge.link_type, '_', ' '))), ', ') "
        'as "is tied as", '
        "coalesce(total.committee, 'all committees') as \"to\", total.cycle, "
        "total.total_usd as total "
        "from marts.edge as edge "
        "join marts.published_total as total on edge.from_id = total.entity_id "
        "where edge.to_id = ? and edge.link_type in ('founder_of', 'invested_in', 'officer_of') "
        "group by total.contributor, total.committee, total.cycle, total.total_usd "
        "order by total.contributor, total.cycle, total.committee limit 50",
        [organization_id],
    )
