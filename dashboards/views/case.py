"""A case held against the records: its people, organizations, events and claims."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.places import Action, Place, offer
from dashboards.entity import claims as case_claims
from dashboards.tables.case import entity_table, event_table, tie_table
from etl.common.queries import read_query
from etl.stories.notebook.keeping import case_stories


def choose_case(names: list[str]) -> str:
    """The case in the address, else the first."""
    asked = st.query_params.get("case")
    start = names.index(asked) if asked in names else 0
    if len(names) == 1:
        return names[0]
    name = st.selectbox("Case", names, start)
    # What nobody chose is not written: that would be a place to come back to.
    if name != names[start] or asked not in (None, name):
        st.query_params["case"] = name
    return name


def claims(case_id: str) -> None:
    """Each claim with its state, and what it was held against."""
    st.header("Claims, held against the records")
    st.caption("A claim without records says so; it is not thereby wrong.")
    held = case_claims.hold(case_id)
    st.markdown(f"**{case_claims.tally(held)}**")
    for claim in held:
        case_claims.card(case_id, claim)


def page(case_id: str) -> None:
    """Every section."""
    actions = [Action("See the case in the graph", Place("views/graph.py", {"case": case_id}))]
    if case_id in case_stories():
        story = Place("views/notebook.py", {"case": case_id})
        actions.append(Action("Read it as a notebook", story))
    offer(actions, "case")
    claims(case_id)
    show(entity_table(case_id), "entities")
    show(tie_table(case_id), "ties")
    show(event_table(case_id), "events")


shell.head("Case")
found = queries.rows(read_query("stories/case_entity"), {"case": None})
if not found:
    shell.empty("No case is loaded.", "Run `python -m etl run --case golden_dome`.")
else:
    page(choose_case(sorted({row["case_id"] for row in found})))
shell.foot()
