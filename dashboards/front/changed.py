"""What changed since the build before, in five lines: compared once, beside the page."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet

import streamlit as st

from dashboards.base.places import Place, award_place, link, records_place
from dashboards.base.texts import markdown
from dashboards.front.findings import claim_place
from etl.changes.diff import Difference, Question, difference
from etl.changes.formats import TITLES
from etl.changes.last import last_question
from etl.changes.watched import CHANGED, GONE, NEW, Change
from etl.common.settings import Settings, ThroughlineError

LINES = 5
# What a reader waits for within the page; what takes longer comes to it by itself.
PATIENCE, AGAIN = 0.5, 2.0
MEMORY = "256MB"
# What touches private persons is counted here and told on the page of changes alone.
COUNTED = ("link", "contribution")


@st.cache_resource(show_spinner=False)
def _workers() -> ThreadPoolExecutor:
    """One comparison at a time, however many read."""
    return ThreadPoolExecutor(1, thread_name_prefix="changes")


@st.cache_resource(max_entries=2, show_spinner=False)
def _comparison(question: Question, stamp: tuple[int, int]) -> Future[Difference]:
    """The comparison of two files, begun once; `stamp` tells a new file at the same path."""
    return _workers().submit(difference, question)


def show_changes() -> None:
    """Five changes, or that this is the first build."""
    question = last_question(Settings(), LINES, MEMORY)
    if question is None:
        st.markdown("This is the first build that is kept here: nothing to compare with yet.")
        return
    stat = question.new.stat()
    _show(_comparison(question, (stat.st_ino, stat.st_mtime_ns)))


def _show(found: Future[Difference]) -> None:
    """The lines, as soon as they are there."""
    try:
        told = found.result(PATIENCE)
    except NotYet:
        _wait(found)
        return
    except ThroughlineError as error:
        st.markdown(f"The build before cannot be compared: {markdown(error, 300)}.")
        return
    lines = lines_of(told)
    if not lines:
        st.markdown(f"Nothing changed since the build of {told.old_day}.")
        return
    st.markdown("\n".join(f"- {line}" for line in lines))
    st.markdown(link("All changes, and what you watch", Place("views/watch.py")))


@st.fragment(run_every=AGAIN)
def _wait(found: Future[Difference]) -> None:
    """Says that it is being compared, until it is."""
    st.markdown("The two last builds are being compared …")
    if found.done():
        st.rerun()


def lines_of(told: Difference) -> list[str]:
    """A line for each kind that changed, with its counts and one example; five at most."""
    lines = []
    for kind, title in TITLES.items():
        counts = told.counts.get(kind, {})
        said = [f"{counts[what]:,} {what}" for what in (NEW, CHANGED, GONE) if counts.get(what)]
        if said:
            lines.append(f"**{markdown(title)}**: {', '.join(said)}{_example(kind, told.changes)}")
    return lines[:LINES]


def _example(kind: str, changes: list[Change]) -> str:
    """The first of a kind with the way to it; nobody's name where people are concerned."""
    first = next((change for change in changes if change.kind == kind), None)
    if first is None or kind in COUNTED:
        return ""
    place = _place(first)
    shown = link(first.title[:110], place) if place else markdown(first.title, 110)
    return f", such as {shown}"


def _place(change: Change) -> Place | None:
    """Where a change opens; what is gone opens nowhere."""
    if change.what == GONE:
        return None
    if change.kind == "claim":
        case, _, name = change.key.partition("/")
        return claim_place(case, name)
    return {"award": award_place(change.key), "flag": records_place(flag=change.key)}.get(
        change.kind
    )
