"""The first page: search, questions, the case, what changed, what is loaded, what to bring in."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.places import Place, link
from dashboards.base.texts import markdown
from dashboards.front.case_picture import show_picture
from dashboards.front.changed import show_changes
from dashboards.front.examples import show_examples
from dashboards.front.findings import show_findings
from dashboards.front.ledgers import loaded_place, show_ledgers
from dashboards.front.stories import case_place, loaded_cases, title_of
from etl.common.about import read_day

BRING = {
    "A firm, a person or a committee, from the publisher": {},
    "A list of names": {"tab": "names"},
    "A published file": {"tab": "file"},
}


def show_case(case: str) -> None:
    """The case in one picture, and three findings that open to their records."""
    st.header(markdown(title_of(case)), anchor=False)
    show_picture(case)
    show_findings(case)
    graph = Place("views/graph.py", {"case": case})
    st.markdown(f"{link('Its claims and people', case_place(case))} · {link('Its graph', graph)}")


def show_bring() -> None:
    """The ways to bring something in."""
    st.header("Bring in", anchor=False)
    lines = [f"- {link(words, Place('views/bring.py', query))}" for words, query in BRING.items()]
    st.markdown("\n".join(lines))


def show_loaded() -> None:
    """The picture of ledgers by years, with the day of the build."""
    st.header("The records loaded", anchor=False)
    day = read_day(queries.connection())
    more = link("every file, and what decides it", loaded_place())
    guide = link("Reporter's guide", Place("views/guide.py"))
    st.markdown(f"Built as of {markdown(day)}; {more}. New here? {guide}.")
    show_ledgers()


shell.head("Throughline", "Overview")
cases = loaded_cases()
case = cases[0] if cases else None
show_examples(case)
left, right = st.columns([3, 2], gap="large")
with left:
    if case:
        show_case(case)
    else:
        show_loaded()
with right:
    if case:
        show_loaded()
    st.header("Since the last build", anchor=False)
    show_changes()
    show_bring()
shell.foot()
