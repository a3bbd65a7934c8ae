"""A contractor's political money, split by the role that ties the giver to it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboards import queries
from dashboards.components import dollars, markdown


def role_money(organization_id: str) -> None:
    """Each role with its sum, its givers and, where one giver makes up 90 %, that it does so."""
    rows = queries.frame(
        "select * from marts.contractor_money where organization_id = ? order by role_rank",
        [organization_id],
    )
    if rows.empty:
        return
    st.markdown("#### Political money by role (rows loaded; roles are never added up)")
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
