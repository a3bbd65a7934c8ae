"""The answers to a list of names: counted, shown with their reasons, and taken away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple

import streamlit as st

from dashboards.base.drawn import ColumnHead, Drawn, render_table
from dashboards.base.grid import XLSX
from dashboards.base.kinds import KINDS, PAGES
from dashboards.base.places import Action, Place, entity_place
from dashboards.base.shell import notice
from dashboards.base.texts import count_of, markdown, plain
from etl.common.settings import Settings, ThroughlineError
from etl.exports.sheets import Sheet, csv_bytes, xlsx_bytes
from etl.names.lists import ADDED, NameList
from etl.names.resolve import Name, Resolution
from etl.names.why import Waterfall, why_firm

SHOWN = 200
TIERS = {
    "certain": "certain: an identifier or a judgement says so",
    "probable": "probable: the names agree, and little speaks against it",
    "possible": "possible, and left open: one is likelier than not",
    "none": "without a likely answer",
}
NAME, WHO = "Name as written", "Who that is"
# An id within a text that names who else may be meant: of no use to a reader here.
_ID = re.compile(r"\(\w+:[^ (),]+, (?=[\d.]+\))")
PROOF = "Names in common are no proof: read the reasons before you rely on a row."


def show_answers(
    settings: Settings,
    given: NameList,
    asked: Sequence[Name],
    answers: Sequence[Resolution],
    column: str,
) -> None:
    """Counts, the table, the downloads, and each answer's comparisons."""
    counts = Counter(answer.tier for answer in answers)
    found = sum(answer.entity_id is not None for answer in answers)
    st.header(f"{found:,} of {count_of(len(answers), 'name')} answered")
    st.markdown("\n".join(f"- {counts[tier]:,} {said}" for tier, said in TIERS.items()))
    st.caption(PROOF)
    _downloads(given, answers, found)
    if len(answers) > SHOWN:
        st.caption(f"The first {SHOWN:,} rows; a download holds all {len(answers):,}.")
    st.html(_table(asked[:SHOWN], answers[:SHOWN]))
    _offer_why(settings, asked[:SHOWN], answers[:SHOWN])


def _table(asked: Sequence[Name], answers: Sequence[Resolution]) -> str:
    """The rows as a table, each name's answer a link."""
    pairs = list(zip(asked, answers, strict=True))
    rows = [_row(name, answer) for name, answer in pairs]
    heads = [ColumnHead(title, False) for title in _row(Name(""), Resolution())]
    places = [_places(name, answer) for name, answer in pairs]
    return render_table(Drawn("Answers", heads, rows, places, "none"))


def _row(name: Name, answer: Resolution) -> dict[str, object]:
    """One name with its answer, by what people read above the columns."""
    kind = KINDS[answer.entity_kind].title if answer.entity_kind in KINDS else ""
    who = f"{answer.entity_name} ({kind.lower()})" if answer.entity_id else "left open"
    if _is_unknown(name, answer):
        who = "left open: look it up"
    sure = answer.tier if answer.probability is None else f"{answer.tier}, {answer.probability:.2f}"
    return {
        NAME: name.text,
        WHO: who,
        "How sure": sure,
        "Why": answer.reasons,
        "Also likely, or nearest": _ID.sub("(", answer.runner_up or ""),
        "Owner": answer.owner_name or answer.owner_note or "not asked",
    }


def _is_unknown(name: Name, answer: Resolution) -> bool:
    """Whether nothing in the records is like a name that may be somebody's."""
    is_empty = not (answer.entity_id or answer.runner_up) and answer.tier == "none"
    return is_empty and bool(name.text.strip()) and "names no firm" not in answer.reasons


def _places(name: Name, answer: Resolution) -> list[Action]:
    """Where an answer opens; of one that is unknown, where the publishers' lists are asked."""
    if answer.entity_id and answer.entity_kind in PAGES:
        place = entity_place(answer.entity_id, answer.entity_kind)
        return [Action(str(answer.entity_name), place, WHO)]
    if not _is_unknown(name, answer):
        return []
    kind = "person" if "," in name.text else "firm"
    place = Place("views/bring.py", {"name": name.text.strip()[:200], "kind": kind})
    return [Action("look it up", place, WHO)]


def _downloads(given: NameList, answers: Sequence[Resolution], found: int) -> None:
    """The list as it was with the answers beside it, as CSV and XLSX with the notice."""
    counted = f"{found:,} of {len(answers):,} names answered. {PROOF}"
    preamble = [f"Throughline: answers to {given.title}", notice(), counted]

    def sheet() -> Sheet:
        rows = [[*row, *astuple(answer)] for row, answer in zip(given.rows, answers, strict=True)]
        return Sheet(preamble, [*given.header, *ADDED], rows)

    with st.container(horizontal=True):
        for kind, made, mime in (("csv", csv_bytes, "text/csv"), ("xlsx", xlsx_bytes, XLSX)):
            st.download_button(
                f"Download {kind.upper()}",
                lambda made=made: made(sheet()),
                file_name=f"throughline_names.{kind}",
                mime=mime,
                key=f"answers-{kind}",
                on_click="ignore",
            )


def _offer_why(settings: Settings, asked: Sequence[Name], answers: Sequence[Resolution]) -> None:
    """Each comparison behind the answer to one name, on request: it is worked out anew."""
    firms = {
        place: f"{name.text[:60]} and {answer.entity_name}"
        for place, (name, answer) in enumerate(zip(asked, answers, strict=True))
        if answer.entity_kind == "organization" and answer.entity_id
    }
    if not firms:
        return
    place = st.selectbox(
        "Why, comparison by comparison", list(firms), index=None,
        format_func=lambda place: plain(firms[place], 140), placeholder="choose a name",
    )  # fmt: skip
    if place is None:
        return
    try:
        with st.spinner("Comparing …"):
            _show_why(why_firm(settings, asked[place], str(answers[place].entity_id)))
    except ThroughlineError as error:
        st.info(markdown(error, 400))


def _show_why(found: Waterfall) -> None:
    """The sum of a pair, step by step."""
    st.markdown(f"**{markdown(found.left)}** beside **{markdown(found.right)}**")
    lines = [
        f"- {markdown(step.comparison)}: {markdown(step.meaning, 300)} "
        f"({step.weight:+.2f} bits, {step.total:+.2f} in all)"
        for step in found.steps
    ]
    st.markdown("\n".join(lines) or "No comparison stands behind it.")
    shares = [f"{markdown(one.title)} {one.share:.1%}" for one in found.shares]
    if shares:
        st.caption("Where the odds went: " + " · ".join(shares))
    for line in (found.note, *found.judgements):
        st.caption(markdown(line, 400))
