"""The dashboard's pages."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

st.set_page_config(page_title="Throughline", page_icon="🧵", layout="wide")
st.navigation(
    [
        st.Page("views/overview.py", title="Overview", default=True),
        st.Page("views/graph.py", title="Graph"),
        st.Page("views/search.py", title="Search"),
        st.Page("views/money.py", title="Money"),
        st.Page("views/flags.py", title="Flags"),
        st.Page("views/review.py", title="Review"),
        st.Page("views/methods.py", title="Methods"),
    ],
    position="top",
).run()
