"""How far a contractor's sums agree with the publisher's own, and which files they come from."""

from __future__ import annotations

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.texts import markdown
from dashboards.entity.records import award_actions
from etl.common.queries import read_query


def award_coverage(organization_id: str) -> None:
    """Awards by reconciliation state, then those that do not agree."""
    values = {"organization_id": organization_id}
    query = read_query("contractor/coverage")
    states = queries.rows(query, values)
    if not states:
        return
    st.header(query.title)
    for row in states:
        st.markdown(f"- **{row['awards']:,}**: {markdown(row['which means'] or row['_state'])}")
    if "withheld" in {row["_state"] for row in states}:
        differing = Table(read_query("contractor/differing"), values, actions=award_actions)
        show(differing, "differing")


def source_files(organization_id: str) -> None:
    """The published files that its actions come from."""
    table = Table(read_query("contractor/files"), {"organization_id": organization_id})
    show(table, "files")
