"""What stands around every page: title, search box, notice, and what to run without a database."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from dashboards.base import login, queries
from dashboards.base.suggest import show_suggestions
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
    """What turns a click on a link into a soft move, and the keys of the search box."""
    files = ("links.js", "suggest.js")
    return "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in files)


@st.fragment
def search_box() -> None:
    """One box on every page, with suggestions; Enter leads to all that is found."""
    with st.container(key="search-box"):
        text = st.text_input(
            "Search contractors, people, committees, agencies and awards",
            key="search",
            label_visibility="collapsed",
            placeholder="Search contractors, people, committees, agencies and awards: a name, a "
            "UEI, a contract's number",
            max_chars=200,
            live="250ms",
        )
        show_suggestions(text)


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
