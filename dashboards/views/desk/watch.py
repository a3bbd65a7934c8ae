"""What changed between the last two builds for the entities and searches that are watched."""

import streamlit as st

from dashboards.base import login, shell
from dashboards.base.places import entity_place
from dashboards.base.sections import Section, sections
from dashboards.base.texts import count_of, markdown
from dashboards.notebook import news as watch_news
from dashboards.notebook.feed import FEED
from dashboards.notebook.watching import keep_watched, say_watch_failure, watched
from etl.changes.news import News
from etl.changes.watchlist import WatchList
from etl.common.kinds import KINDS
from etl.common.settings import ThroughlineError

SHOWN = 10


def listed(watching: WatchList, news: News | None) -> None:
    """What is watched, each with what changed for it and the way out of the list."""
    for entity in watching.entities:
        place = entity_place(entity.entity_id, entity.kind) if entity.kind in KINDS else None
        _line(entity.entity_id, entity.name, place.address if place else "", news)
    for search in watching.searches:
        _line(search.address, search.title, search.address, news)


def _line(key: str, name: str, address: str, news: News | None) -> None:
    said = f" · {watch_news.say_counts(news.of(key))}" if news else ""
    label = f"[{markdown(name)}]({address})" if address else markdown(name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{label}{said}")
        st.button(
            "Stop watching",
            key=f"stop-{key}",
            type="tertiary",
            on_click=keep_watched,
            args=(lambda there: there.without(key),),
        )


def told(watching: WatchList | None) -> News | None:
    """What changed for a list, or for all, or None with the reason and what to do."""
    try:
        news = watch_news.wait_for(watch_news.news_of(watching))
    except ThroughlineError as error:
        shell.empty("There is no earlier build to compare with.", f"{error}.")
        return None
    if news is None:
        return None
    found = news.found
    count = count_of(sum(sum(counts.values()) for counts in found.counts.values()), "change")
    of = " of what is watched, or of the published files" if watching else ""
    st.markdown(
        f"Between the builds of **{found.old_day}** and **{found.new_day}**: **{count}**{of}."
    )
    for problem in news.problems:
        st.warning(markdown(problem, 400))
    return news


def follow() -> None:
    """The feed, and how to have it as a file."""
    st.header("Follow it elsewhere")
    st.markdown(
        "A reader of feeds on this machine takes the feed; as a file, after each build: "
        "`python -m etl watch --watched --format atom --out watched.atom`."
    )
    st.link_button("Atom feed", FEED, icon=":material/rss_feed:")
    if login.is_wanted():
        st.caption("On this server the feed opens after the login alone; share the file instead.")


def of_watched() -> None:
    """The list, what changed for it, and the feed."""
    if reason := watch_news.unreadable():
        st.error(markdown(reason, 600))
        return
    watching = watched()
    if not (watching.entities or watching.searches):
        shell.empty(
            "Nothing is watched yet.",
            "Press Watch on the page of a firm, person, committee or agency, or beside a search; "
            "this page then tells what changed for it from one build to the next.",
        )
        return
    news = told(watching)
    listed(watching, news)
    if news:
        watch_news.show_news(news, SHOWN)
        follow()


def of_all() -> None:
    """Every change between the two builds."""
    if news := told(None):
        watch_news.show_news(news, SHOWN)


shell.head("Watch")
say_watch_failure()
sections([Section("watched", "What you watch", of_watched), Section("all", "All changes", of_all)])
shell.foot()
