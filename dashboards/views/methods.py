"""What each type of link means, what speaks against more, and how rows are counted."""

import streamlit as st

from dashboards import components, queries

if components.page("Methods"):
    for link in queries.frame("select * from marts.link_type order by title").itertuples():
        st.markdown(
            f"**{components.markdown(link.title)}** — {components.markdown(link.description, 600)}"
            f"  \n*What speaks against reading more into it:* "
            f"{components.markdown(link.innocent, 600)}"
        )
    components.footer()
