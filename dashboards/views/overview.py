"""What is loaded, as of when, with which known gaps; the largest contractors; the case."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.kinds import KINDS
from dashboards.base.places import Place, go
from dashboards.base.texts import markdown
from dashboards.tables.overview import file_table, largest_table, newest_table
from etl.common.about import read_day
from etl.common.queries import read_query


def case() -> None:
    """The way to the bundled case."""
    if not queries.rows(read_query("stories/case_entity"), {"case": None}):
        return
    st.subheader("The case: who stands between Golden Dome's contractors and the committees")
    left, right = st.columns(2)
    if left.button("See its graph", type="primary", width="stretch"):
        go(Place("views/graph.py", {"case": "golden_dome"}))
    if right.button("People, events and claims", width="stretch"):
        go(Place("views/case.py", {"case": "golden_dome"}))


def show_loaded() -> None:
    """As of when, how much there is of each kind, and up to which day."""
    span = queries.rows(read_query("overview/span"))[0]
    st.subheader("What is loaded")
    said = f"Built as of {read_day(queries.connection())}"
    if span["file_count"]:
        said += f" from {span['file_count']:,} published files"
        if span["first_date"] is not None:
            said += f"; records from {span['first_date']} to {span['last_date']}"
    st.markdown(markdown(said + ".", 300))
    kinds = queries.rows(read_query("overview/kinds"))
    for column, row in zip(st.columns(max(1, len(kinds))), kinds, strict=False):
        column.metric(KINDS[row["entity_kind"]].title, f"{row['entity_count']:,}")


def gaps() -> None:
    """What the records cannot show."""
    st.subheader("What the records cannot show")
    shell.known_gaps()


shell.head("Throughline", "Overview")
st.caption(
    "Federal contracts and political contributions, with the public records behind every step."
)
case()
show_loaded()
show(largest_table(), "largest")
show(newest_table(), "newest")
gaps()
show(file_table(), "files")
shell.foot()
