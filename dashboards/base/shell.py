"""What stands around every page: title, search box, notice, and what to run without a database."""

from __future__ import annotations

import streamlit as st

from dashboards.base import login, queries
from dashboards.base.places import Place, go
from dashboards.base.texts import markdown, plain
from etl.common.about import read_day, read_notices
from etl.common.queries import read_query

# Streamlit's captions and, in the dark, its first buttons are too pale by the AA rule; long names
# would widen a phone
STYLE = """<style>
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { color: inherit; }
[data-testid="stCaptionContainer"] { opacity: 1; font-size: 0.875rem; }
[data-testid="stMain"] p, [data-testid="stMain"] h1, [data-testid="stMain"] h2,
[data-testid="stMain"] h3, [data-testid="stMain"] h4, [data-testid="stMain"] li
{ overflow-wrap: anywhere; }
[data-testid="stBaseButton-primary"], [data-testid="stBaseButton-primary"]:hover
{ background: #1f5f99; border-color: #1f5f99; color: #fff; }
[data-testid="stMainBlockContainer"] { padding-top: 4rem; }
</style>"""


def head(title: str, tab: str | None = None) -> None:
    """The title on the page and in the browser's tab, and the search box."""
    st.set_page_config(page_title=f"{plain(tab or title, 80)} · Throughline")
    # st.html and not st.markdown: it takes a style without unsafe_allow_html.
    st.html(STYLE)
    st.title(markdown(title))
    search_box()


def search_box() -> None:
    """One box on every page; Enter leads to what it finds."""
    text = st.text_input(
        "Search contractors, people, committees, agencies and awards",
        key="search",
        placeholder="a name, a UEI, a committee's id or a contract's number, e.g. SpaceX",
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
