"""Questions that are kept under a name: save one, open one, take one away."""

from __future__ import annotations

import streamlit as st

from dashboards.base.places import Place, link
from dashboards.base.texts import markdown
from dashboards.triage.question import PAGE, AwardQuestion
from etl.common.settings import ThroughlineError, data_path, this_day
from etl.stories.searches import SavedSearch, delete_search, load_searches, save_search


def draw_saved(question: AwardQuestion) -> None:
    """The kept questions, and a name for the one that is asked."""
    searches, problems = load_searches(data_path())
    own = [search for search in searches if search.page == PAGE]
    with st.expander(f"Saved searches ({len(own)})"):
        for search in own:
            _draw_search(search)
        for problem in problems:
            st.warning(markdown(problem, 400))
        if question.facets:
            _ask_name(question)
        else:
            st.caption("Choose something; then it can be saved here under a name.")


def _draw_search(search: SavedSearch) -> None:
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.markdown(f"{link(search.name, Place(search.page, dict(search.query)))}, {search.saved}")
    if right.button("Delete", key=f"delete-{search.slug}"):
        delete_search(search, data_path())
        st.rerun()


def _ask_name(question: AwardQuestion) -> None:
    with st.form("save-search", border=False):
        name = st.text_input("Name of this search", max_chars=80)
        is_asked = st.form_submit_button("Save")
    if not is_asked:
        return
    query = question.place().query
    search = SavedSearch(name.strip(), PAGE, query, this_day().isoformat())
    try:
        save_search(search, data_path())
    except (ThroughlineError, OSError) as error:
        st.error(markdown(error, 300))
        return
    st.rerun()
