"""The dashboard: the server, and what each session of it runs."""

import sys
from pathlib import Path

import duckdb
import streamlit as st
from streamlit.starlette import App

# Streamlit puts the folder of this file on the path, not the project's root.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dashboards.base import descriptors, grid, guard, login, queries, shell
from dashboards.base.places import file_of
from dashboards.notebook.feed import ROUTES
from dashboards.notebook.made import pin_table
from dashboards.pages import REACHED, SHOWN  # noqa: E402

grid.TOOLS["pin"] = pin_table


def draw() -> None:
    """Draw the page that is asked for, or what stands in its place."""
    st.set_page_config(page_title="Throughline", page_icon="🧵", layout="wide")
    # Those that are reached need an id and mean nothing in a menu; links still open them.
    pages = [
        st.Page(file_of(name), title=title, default=name == "overview")
        for name, title in SHOWN.items()
    ] + [
        st.Page(file_of(name), title=title, visibility="hidden") for name, title in REACHED.items()
    ]
    page = st.navigation(pages, position="top")
    # Before anything is read: without a login not even a count is shown.
    if not login.is_allowed():
        return
    try:
        queries.connection()
        page.run()
    except queries.NoDatabaseError as error:
        shell.without_database(error)
    except duckdb.Error as error:
        shell.without_database(queries.of_engine(error))


if __name__ == "__main__":
    # a session, which Streamlit runs under this name
    draw()
else:
    # `streamlit run` looks for an App in this file, and serves it with what stands before it.
    descriptors.raise_limit()
    guard.begin()
    login.begin()
    app = App(Path(__file__).resolve(), routes=ROUTES)
    # Around all of it, and not as its middleware: Streamlit's own failures are answers too.
    app = guard.Guard(app)
