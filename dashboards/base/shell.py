"""What stands around every page: title, search box, notice, and what to run without a database."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from dashboards.base import login, queries
from dashboards.base.places import Place, go
from dashboards.base.texts import markdown, plain
from etl.common.about import read_day, read_notices
from etl.common.queries import read_query

ASSETS = Path(__file__).parents[1] / "assets"


def head(title: str, tab: str | None = None) -> None:
    """The search box, and the title on the page and in the browser's tab."""
    st.set_page_config(page_title=f"{plain(tab or title, 80)} · Throughline")
    st.html(ASSETS / "desk.css")
    st.html(f"<script data-throughline>{_script()}</script>", unsafe_allow_javascript=True)
    search_box()
    st.title(markdown(title))


@cache
def _script() -> str:
    """What turns a click on a link into a soft move."""
    return (ASSETS / "links.js").read_text(encoding="utf-8")


def search_box() -> None:
    """One box on every page; Enter leads to what it finds."""
    text = st.text_input(
        "Search contractors, people, committees, agencies and awards",
        key="search",
        label_visibility="collapsed",
        placeholder="Search contractors, people, committees, agencies and awards: a name, a UEI, "
        "a contract's number",
        max_chars=200,
        # The box keeps its text on the page it leads to; only a change leads away, or nobody could
        # leave.
        on_change=lambda: st.session_state.update(asked=st.session_state["search"]),
    )
    if text.strip() and st.session_state.pop("asked", None):
        go(Place("views/search.py", {"q": text.strip()}))


def foot() -> None:
    """The use notice, the as-of date and the way to a correction, on every page."""
    st.divider()
    st.caption(markdown(notice(), 2000))
    if login.is_wanted():
        st.button("Log out", on_click=st.logout)


def notice() -> str:
    """The day of the build and the notice, as pages and downloads carry them."""
    engine = queries.connection()
    return " ".join([f"Built as of {read_day(engine)}.", *read_notices(engine)])


def without_database(error: queries.NoDatabaseError) -> None:
    """The page that stands in for every other while there is nothing to read."""
    st.set_page_config(page_title="No database · Throughline")
    st.title("There is nothing to show yet")
    st.error(markdown(error, 600))
    st.markdown(error.advice)


def empty(what: str, advice: str) -> None:
    """An empty state: what is not there, and what to do."""
    st.info(f"{markdown(what, 400)} {markdown(advice, 400)}")


def known_gaps() -> None:
    """What the records cannot show, as a list."""
    for gap in queries.rows(read_query("about/known_gap")):
        st.markdown(f"- **{markdown(gap['title'])}** {markdown(gap['description'], 900)}")
