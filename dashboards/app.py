"""The dashboard's pages."""

import sys
from pathlib import Path

import duckdb
import streamlit as st

# Streamlit puts the folder of this file on the path, not the project's root.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dashboards.base import login, queries, shell
from dashboards.pages import REACHED, SHOWN  # noqa: E402

st.set_page_config(page_title="Throughline", page_icon="🧵", layout="wide")
# Those that are reached need an id and mean nothing in a menu; links still open them.
pages = [
    st.Page(f"views/{name}.py", title=title, default=name == "overview")
    for name, title in SHOWN.items()
] + [
    st.Page(f"views/{name}.py", title=title, visibility="hidden") for name, title in REACHED.items()
]
page = st.navigation(pages, position="top")
# Before anything is read: without a login not even a count is shown.
if login.is_allowed():
    try:
        queries.connection()
        page.run()
    except queries.NoDatabaseError as error:
        shell.without_database(error)
    except duckdb.Error as error:
        shell.without_database(queries.of_engine(error))
