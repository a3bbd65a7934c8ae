"""What is loaded, as of when, with which known gaps; the largest contractors; the case."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.kinds import KINDS
from dashboards.base.places import Place, go
from dashboards.base.texts import is_missing, markdown
from dashboards.tables.overview import file_table, largest_table, newest_table


def case() -> None:
    """The way to the bundled case."""
    if queries.one("select 1 from marts.case_entity limit 1") is None:
        return
    st.subheader("The case: who stands between Golden Dome's contractors and the committees")
    left, right = st.columns(2)
    if left.button("See its graph", type="primary", width="stretch"):
        go(Place("views/graph.py", {"case": "golden_dome"}))
    if right.button("People, events and claims", width="stretch"):
        go(Place("views/case.py", {"case": "golden_dome"}))


def show_loaded() -> None:
    """As of when, how much there is of each kind, and up to which day."""
    built = queries.one("select as_of_date from marts.build")
    span = queries.one(
        "select min(first_date) as first, max(last_date) as last, "
        "max(published_date) as published, count(distinct sha256) as files "
        "from marts.source_file"
    )
    st.subheader("What is loaded")
    said = f"Built as of {built['as_of_date'] if built else 'unknown'}"
    if span and span["files"]:
        said += f" from {span['files']:,} published files"
        if not is_missing(span["first"]):
            said += f"; records from {span['first']} to {span['last']}"
    st.markdown(markdown(said + ".", 300))
    kinds = queries.frame(
        "select entity_kind, count(*) as number from marts.entity group by all order by all"
    )
    for column, row in zip(st.columns(max(1, len(kinds))), kinds.itertuples(), strict=False):
        column.metric(KINDS[row.entity_kind].title, f"{row.number:,}")


def gaps() -> None:
    """What the records cannot show."""
    st.subheader("What the records cannot show")
    for gap in queries.frame("select * from marts.known_gap order by gap_id").itertuples():
        st.markdown(f"- **{markdown(gap.title)}** {markdown(gap.description, 900)}")


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
