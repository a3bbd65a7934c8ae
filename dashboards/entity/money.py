"""The money of one entity: totals where they agree with the publisher, coverage elsewhere."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.places import Action, records_place
from dashboards.base.texts import dollars, is_web, markdown


def show_received(entity_id: str) -> None:
    """What a committee took in by cycle, where the rows agree with its own summary."""
    rows = queries.frame(
        "select cycle, state, committee_received_usd, coverage_share, coverage_reason, "
        "unitemized_usd, memo_usd, record_count, published_url from marts.committee_received "
        "where 'fec:' || committee_id = ? order by cycle",
        [entity_id],
    )
    if rows.empty:
        return
    st.subheader("What this committee took in")
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
        if is_web(row.published_url):
            st.markdown(f"[The committee's own summary, {row.cycle}]({row.published_url})")


def show_given(entity_id: str) -> None:
    """What was given in this name, by cycle; each sum opens to the gifts that make it up."""
    show(
        Table(
            "Given in this name, by cycle",
            'select cycle, who_gave_usd as "gave, less refunds USD", refunded_usd as '
            '"given back USD", memo_usd as "memo, in no total USD", record_count as "records", '
            'first_date as "first", last_date as "last" '
            "from marts.who_gave where entity_number = md5_number_lower(?) and entity_id = ?",
            [entity_id, entity_id],
            order="cycle",
            note="The rows loaded, each dollar once.",
            actions=lambda row: [
                Action(
                    "Records of this cycle",
                    records_place(giver=entity_id, cycle=str(row["cycle"])),
                )
            ],
        ),
        "gave",
    )


def show_published(entity_id: str) -> None:
    """What others have summed of this giver or receiver, in no sum of ours."""
    show(
        Table(
            "Published totals (other people's sums; never added to ours)",
            "select contributor, coalesce(committee, 'all committees') as \"to\", cycle, "
            'total_usd as "total USD", memo_usd as "memo USD", record_count as "records", '
            'as_of_date as "as of", basis, is_used as "drawn", record_url as "open" '
            "from marts.published_total where entity_id = ? or 'fec:' || committee_id = ?",
            [entity_id, entity_id],
            order='cycle, contributor, "to"',
        ),
        "published",
    )
