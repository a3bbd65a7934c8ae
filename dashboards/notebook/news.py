"""What changed between the last two builds: compared once for all readers, beside the page."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from functools import cache, lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from dashboards.base.places import award_place, records_place
from dashboards.base.texts import count_of, dollars, is_web, plain
from etl.changes.formats import titles_of
from etl.changes.news import News, last_two, tell_news
from etl.changes.watched import CHANGED, GONE, NEW, Change
from etl.changes.watchlist import WatchList, read_watched
from etl.common.settings import Settings, ThroughlineError

# What a reader waits for within the page; what takes longer comes to it by itself.
PATIENCE, AGAIN = 0.5, 2.0
MEMORY, MOST = "256MB", 1_000
OPENED = {
    "award": award_place,
    "link": lambda key: records_place(link=key),
    "flag": lambda key: records_place(flag=key),
}
STYLE = """<style>
.news ul { margin: .2rem 0 1rem; padding-left: 1.2rem; } .news li { margin: .4rem 0; }
.news { max-width: 50rem; overflow-wrap: anywhere; }
</style>"""


@cache
def _workers() -> ThreadPoolExecutor:
    """One comparison at a time, however many read."""
    return ThreadPoolExecutor(1, thread_name_prefix="news")


# Not kept by Streamlit: the feed is asked for outside of any page.
@lru_cache(maxsize=4)
def _begun(old: Path, new: Path, stamp: tuple[int, ...], watched: str) -> Future[News]:
    """A comparison, begun once; `stamp` tells a new file at the same path, `watched` a new list."""
    more = {"most": MOST, "memory": MEMORY}
    found = read_watched(Settings()) if watched else None
    return _workers().submit(tell_news, (old, new), found, more)


def news_of(watched: WatchList | None) -> Future[News]:
    """What changed for a list, or for all where it is None.

    Raises ThroughlineError where no earlier build is kept.
    """
    old, new = last_two(Settings())
    stat = new.stat()
    stamp = (stat.st_ino, stat.st_mtime_ns)
    return _begun(old, new, stamp, repr(watched) if watched else "")


def wait_for(found: Future[News]) -> News | None:
    """The news, or None with a word that it is being made; the page comes back by itself."""
    try:
        return found.result(PATIENCE)
    except NotYetError:
        _wait(found)
        return None


@st.fragment(run_every=AGAIN)
def _wait(found: Future[News]) -> None:
    st.info("The last two builds are being compared. The page may be left, and comes back.")
    if found.done():
        st.rerun()


def say_counts(changes: list[Change]) -> str:
    """How many of what changed how: 2 links changed, 1 award new."""
    told = []
    for kind in dict.fromkeys(change.kind for change in changes):
        for what in (NEW, CHANGED, GONE):
            count = sum(one.kind == kind and one.what == what for one in changes)
            told += [f"{count_of(count, kind)} {what}"] if count else []
    return ", ".join(told) or "nothing changed"


def show_news(news: News, most: int) -> None:
    """The changes, kind after kind, the first few of each open and the others folded."""
    st.html(STYLE)
    for kind, title in titles_of(news.found).items():
        changes = [change for change in news.found.changes if change.kind == kind]
        if not changes:
            continue
        st.header(title)
        counts = news.found.counts[kind]
        st.caption(", ".join(f"{n:,} {what}" for what, n in counts.items() if n))
        st.html(f'<div class="news">{_listed(changes[:most])}{_folded(changes[most:])}</div>')


def _listed(changes: list[Change]) -> str:
    return f"<ul>{''.join(map(_item, changes))}</ul>" if changes else ""


def _folded(changes: list[Change]) -> str:
    if not changes:
        return ""
    said = count_of(len(changes), "more change")
    return f"<details><summary>{said}</summary>{_listed(changes)}</details>"


def _item(change: Change) -> str:
    """A change as an item: what it is, with the way to it, its fields before and after, and why."""
    facts = [change.what, change.day, f"{dollars(change.usd)}" if change.usd else None]
    lines = [f"{_title(change)} · {_text(' · '.join(fact for fact in facts if fact))}"]
    lines += [
        _text(f"{_words(name)}: {_value(name, old)} → {_value(name, new)}")
        for name, old, new in change.fields
    ]
    lines += [_text(f"Stated {change.why}" if change.why[:3] == "in " else change.why)]
    lines += [_text(f"Innocent explanations: {change.innocent}")] if change.innocent else []
    return f"<li>{'<br>'.join(line for line in lines if line)}</li>"


def _title(change: Change) -> str:
    """What changed, as a link to where it opens; what is gone opens at its public page alone."""
    shown = _text(change.title, 300)
    if change.what != GONE and change.kind in OPENED:
        return f'<a href="{escape(OPENED[change.kind](change.key).address)}">{shown}</a>'
    # A record's address may be anything, and is a link only if it is an https page.
    return f'<a href="{escape(str(change.url))}">{shown}</a>' if is_web(change.url) else shown


def _words(name: str) -> str:
    return name.removesuffix("_usd").replace("_", " ")


def _value(name: str, value: str | None) -> str:
    """A value before or after."""
    if value is None:
        return "not stated"
    is_amount = name.endswith(("_usd", "USD")) and value.replace(".", "").lstrip("-").isdigit()
    return dollars(value) if is_amount else plain(value, 300)


def _text(text: str, length: int = 900) -> str:
    return escape(plain(text, length))


def unreadable() -> str | None:
    """Why the list cannot be read, or None."""
    try:
        read_watched(Settings())
    except ThroughlineError as error:
        return str(error)
    return None
