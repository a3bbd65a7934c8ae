"""The money of one entity: totals where they agree with the publisher, coverage elsewhere."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboards import queries
from dashboards.tables import readable
from dashboards.texts import dollars, markdown


def entity_money(entity_id: str) -> None:
    """What a committee took in, what a giver gave, and what a contractor was obligated."""
    _received(entity_id)
    _gave(entity_id)
    _obligated(entity_id)


AMOUNTS = (
    "gave, less refunds",
    "given back",
    "memo (in no total)",
    "obligated",
    "of it taken back",
    "ceiling (not spending)",
    "paid out",
)


def _dollars(rows: pd.DataFrame) -> dict[str, Any]:
    """The columns of amounts in USD, shown as such."""
    return {
        name: st.column_config.NumberColumn(format="dollar") for name in AMOUNTS if name in rows
    }


def _received(entity_id: str) -> None:
    rows = queries.frame(
        "select cycle, state, committee_received_usd, coverage_share, coverage_reason, "
        "unitemized_usd, memo_usd, record_count from marts.committee_received "
        "where 'fec:' || committee_id = ? order by cycle",
        [entity_id],
    )
    if rows.empty:
        return
    st.markdown("#### What this committee took in")
    for row in rows.itertuples():
        said = f"**{row.cycle}**: "
        if row.state == "published":
            said += f"{markdown(dollars(row.committee_received_usd))} itemized, each dollar once"
        else:
            share = "not known" if pd.isna(row.coverage_share) else f"{row.coverage_share:.1%}"
            said += f"not shown as a total; coverage {markdown(share)}"
        st.markdown(f"{said} ({row.record_count:,} records). {markdown(row.coverage_reason, 600)}.")
        if not pd.isna(row.unitemized_usd) and row.unitemized_usd > 0:
            amount = markdown(dollars(row.unitemized_usd))
            st.caption(f"{amount} that the committee reports from individuals is in no row loaded.")
        if not pd.isna(row.memo_usd):
            amount = markdown(dollars(row.memo_usd))
            st.caption(f"Beside it, in no total: memo rows of {amount}.")


def _gave(entity_id: str) -> None:
    rows = queries.frame(
        'select cycle, who_gave_usd as "gave, less refunds", refunded_usd as "given back", '
        'memo_usd as "memo (in no total)", record_count as records, first_date as first, '
        "last_date as last from marts.who_gave where entity_id = ? order by cycle",
        [entity_id],
    )
    if len(rows):
        st.markdown("#### What was given in this name (the rows loaded, each dollar once)")
        st.dataframe(rows, hide_index=True, column_config=_dollars(rows))


def _obligated(entity_id: str) -> None:
    rows = queries.frame(
        'select agency_name as agency, fiscal_year as "fiscal year", obligated_usd as obligated, '
        'deobligated_usd as "of it taken back", action_count as actions, '
        'incomplete_reason as "incomplete because" from marts.obligation '
        "where organization_id = ? order by fiscal_year desc, agency_name limit 200",
        [entity_id],
    )
    if rows.empty:
        return
    st.markdown("#### Obligations by fiscal year (actions loaded; ceilings are not spending)")
    st.dataframe(readable(rows), hide_index=True, column_config=_dollars(rows))
    awards = queries.frame(
        "select piid, agency_name as agency, is_vehicle as vehicle, "
        "published_obligated_usd as obligated, 100 * coverage_share as coverage, "
        'coverage_reason as "coverage because", ceiling_usd as "ceiling (not spending)", '
        'outlayed_usd as "paid out", offer_count as offers, offer_note as "offers note", '
        'incomplete_reason as "incomplete because", record_url as link from marts.award '
        "where organization_id = ? order by published_obligated_usd desc nulls last, award_key "
        "limit 200",
        [entity_id],
    )
    if len(awards):
        st.markdown("#### Awards (a total stands only where the actions loaded cover it)")
        st.dataframe(
            readable(awards),
            hide_index=True,
            column_config=_dollars(awards)
            | {
                "coverage": st.column_config.NumberColumn("coverage", format="%.1f %%"),
                "link": st.column_config.LinkColumn("Open", display_text="open"),
            },
        )
