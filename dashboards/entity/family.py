"""A firm's family of the day: its sums with and without what it owned, its owners, its names."""

from __future__ import annotations

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import show
from dashboards.base.texts import count_of, dollars, is_missing, markdown
from dashboards.tables.family import firm_table, name_table, owner_table, year_table
from etl.common.queries import read_query


def family(organization_id: str) -> None:
    """The firm with what it owned on the day of each action; nothing where it owned nobody."""
    found = queries.one(read_query("family/total"), {"organization_id": organization_id})
    if found is None:
        return
    st.subheader("Family of the day")
    own = found["its own USD"]
    said = [
        "its own actions: " + ("not loaded" if is_missing(own) else dollars(own)),
        f"with what it owned on the day of each action: {dollars(found['both USD'])}",
        count_of(int(str(found["firms owned"])), "firm") + " owned",
    ]
    if not is_missing(found["place among families"]):
        said.append(f"place {found['place among families']:,} among families")
    st.markdown(markdown("; ".join(said) + ".", 600))
    show(year_table(organization_id), "family-years")
    show(firm_table(organization_id), "family-firms")


def owners_and_names(organization_id: str) -> None:
    """Whom records name as its owner and how they call it, each with the days of the records."""
    show(owner_table(organization_id), "owners-by-day")
    show(name_table(organization_id), "names-by-day")
