"""A list of names that is uploaded: which columns say what, and the answers to each name."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import astuple, dataclass

import streamlit as st

from dashboards.base.texts import count_of, markdown
from dashboards.bring.answers import show_answers
from etl.common.settings import Settings, ThroughlineError
from etl.names.kinds import KINDS, NameQuestion, answer_names
from etl.names.lists import ListColumns, NameList, count_unread_dates, names_of, read_list
from etl.names.resolve import Name, Resolution

MOST_MB, MOST_NAMES = 5, 10_000
# A server has work beside: two lists at one time would take twice the memory.
MEMORY = "700MB"
KIND_WORDS = {"any": "firms and people", "firm": "firms", "person": "people"}
# The columns that tell namesakes apart, by what they are in a list, and what to ask for.
COLUMNS = {
    "date": "Each row's day: names change hands",
    "state": "State, two letters: it tells namesakes apart",
    "zip": "ZIP code: it tells people apart",
    "city": "City: it tells people apart",
    "employer": "A person's employer: it tells people apart",
}
NO_COLUMN = "not in the list"
_ONE_LIST = threading.Lock()


@dataclass(frozen=True)
class AnsweredList:
    """A list with what was asked of each row and the answers, and which question they answer."""

    question: str
    given: NameList
    columns: ListColumns
    asked: list[Name]
    answers: list[Resolution]


def show_list(settings: Settings) -> None:
    """A list chosen, its columns, and the answers beside each name."""
    st.write(
        "A list of employers, vendors, donors or people, with a header line. Each name is held "
        "against the records loaded, and answered with the reasons, or left open. The list is "
        "kept nowhere."
    )
    uploaded = st.file_uploader(
        "A list of names, CSV or XLSX", type=["csv", "xlsx"], key="list", max_upload_size=MOST_MB
    )
    st.caption(
        f"Up to {MOST_MB} MB and {MOST_NAMES:,} names; longer ones are answered by `python -m etl "
        "resolve LIST --column NAME --out FILE`, which gives the same answers."
    )
    if uploaded is None:
        st.session_state.pop("answered", None)
        return
    content = uploaded.getvalue()
    try:
        given = read_list(_title(uploaded.name), content)
        _refuse_long(given)
        columns, kind = _choose(given)
        key = hashlib.sha256(content).hexdigest() + repr((astuple(columns), kind))
        if st.button(f"Answer {count_of(len(given.rows), 'name')}", type="primary", key="answer"):
            st.session_state["answered"] = _answer(settings, given, columns, kind, key)
    except ThroughlineError as error:
        st.error(markdown(error, 600))
        return
    answered: AnsweredList | None = st.session_state.get("answered")
    # Those of another list, or of other columns, would stand under the wrong question.
    if answered and answered.question == key:
        unread = count_unread_dates(given, answered.asked, columns.date)
        if unread:
            st.warning(f"{count_of(unread, 'date')} could not be read: write them as 2024-06-30.")
        show_answers(settings, answered.given, answered.asked, answered.answers, columns.name)


def _title(name: str) -> str:
    """The list's own name, without folders that a browser may send."""
    return name.replace("\\", "/").rpartition("/")[2][:120] or "the list"


def _refuse_long(given: NameList) -> None:
    """Raise ThroughlineError for a list that is none or too long for a page."""
    if not given.rows:
        raise ThroughlineError(f"{given.title} has a header line and no row below it")
    if len(given.rows) > MOST_NAMES:
        raise ThroughlineError(
            f"{given.title} has {len(given.rows):,} names, and this page answers up to "
            f"{MOST_NAMES:,} at once: split it, or use `python -m etl resolve`"
        )


def _choose(given: NameList) -> tuple[ListColumns, str]:
    """Which columns say what, and what the names are."""
    titles = list(dict.fromkeys(title.strip() for title in given.header if title.strip()))
    likely = given.header[given.likely_column()].strip()
    left, right = st.columns(2)
    name = left.selectbox(
        "Column of the names", titles, index=titles.index(likely) if likely in titles else 0
    )
    kind = right.selectbox("The names are", KINDS, format_func=KIND_WORDS.__getitem__)
    told: dict[str, str | None] = {}
    with st.expander("More columns, which make an answer surer"):
        for word, label in COLUMNS.items():
            found = st.selectbox(label, [NO_COLUMN, *titles], key=f"column-{word}")
            told[word] = None if found == NO_COLUMN else found
    if name is None:
        raise ThroughlineError(f"{given.title} has no title in its header line")
    return ListColumns(name, **told), kind


def _answer(
    settings: Settings, given: NameList, columns: ListColumns, kind: str, key: str
) -> AnsweredList:
    """The answers, one list at a time on this server."""
    asked, question = names_of(given, columns), NameQuestion(kind)
    held = Settings(data=settings.data, memory_limit=MEMORY)
    bar = st.progress(0.0, text="Waiting for another list …")
    done = 0

    def step(table: str) -> None:
        nonlocal done
        done += 1
        bar.progress(min(done / question.step_count, 1.0), text="Comparing names …")

    try:
        with _ONE_LIST:
            answers = answer_names(held, asked, question, step)
    finally:
        bar.empty()
    return AnsweredList(key, given, columns, asked, answers)
