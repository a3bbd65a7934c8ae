"""Search alone, with an address that reopens it."""

import streamlit as st

from dashboards import components

if components.page("Search"):
    text = st.text_input(
        "Name of a contractor, a person, a committee or an agency",
        value=st.query_params.get("q", ""),
        max_chars=200,
    )
    if text.strip():
        st.query_params["q"] = text
        components.search_results(text, "search")
    else:
        st.info("Type a name. Spelling mistakes are forgiven.")
    components.footer()
