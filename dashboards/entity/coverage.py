"""How far a contractor's sums agree with the publisher's own, and which files they come from."""

from __future__ import annotations

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.texts import markdown
from dashboards.entity.records import award_actions

STATES = {
    "published": "agrees with the publisher's figure",
    "withheld": "does not agree: coverage in place of the figure",
    "itemized_part": "itemized part of a figure that need not be itemized whole",
    "not_computable": "nothing to compare with",
}


def award_coverage(organization_id: str) -> None:
    """Awards by reconciliation state, then those that do not agree."""
    rows = queries.frame(
        "select coverage_state as state, count(*) as awards from marts.award "
        "where organization_id = ? group by all order by all",
        [organization_id],
    )
    if rows.empty:
        return
    st.subheader("Do the sums agree with the awards' own totals?")
    for row in rows.itertuples():
        st.markdown(f"- **{row.awards:,}**: {markdown(STATES.get(row.state, row.state))}")
    if "withheld" in set(rows["state"]):
        show(_differing(organization_id), "differing")


def _differing(organization_id: str) -> Table:
    return Table(
        "Awards whose actions loaded do not cover their own total",
        'select piid, obligated_usd as "actions loaded USD", '
        'reported_obligated_usd as "the award\'s own total USD", '
        'coverage_share as "coverage %", coverage_reason as "because", record_url as "open", '
        "award_key as _award_key from marts.award "
        "where organization_id = ? and coverage_state = 'withheld'",
        [organization_id],
        order='abs("the award\'s own total USD") desc nulls last, _award_key',
        actions=award_actions,
    )


def source_files(organization_id: str) -> None:
    """The published files that its actions come from."""
    show(
        Table(
            "Published files behind the obligations",
            'select distinct file.file_name as "file", file.published_date as "published", '
            'file.retrieved_at::date as "fetched", file.source_url as "open", '
            'file.sha256 as "SHA-256" from marts.award_action as action '
            "join marts.source_file as file on action.file_sha256 = file.sha256 "
            "where action.organization_number = md5_number_lower(?) "
            "and action.organization_id = ?",
            [organization_id, organization_id],
            order='"published", "file"',
            empty="no action of this contractor is loaded.",
        ),
        "files",
    )
