"""The choices beside the table: each a link with how many awards it would leave."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from dashboards.base.places import Place, go
from dashboards.base.texts import plain
from dashboards.triage.question import OPTIONS, TITLES, AwardQuestion

Rows = list[dict[str, object]]
# Agencies that stand as links; the others are found by typing.
FIRST_AGENCIES = 4
STYLE = """<style>
.tl-choices h2 { font-size: 0.875rem; font-weight: 600; margin: 0.7rem 0 0.25rem; padding: 0; }
.tl-choices ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap;
  gap: 0.3rem; }
.tl-choices li { margin: 0; }
.tl-choices a, .tl-choices span.none { display: inline-block; padding: 0.15rem 0.55rem;
  border: 1px solid; border-radius: 1rem; font-size: 0.875rem; line-height: 1.35; color: inherit;
  text-decoration: none; overflow-wrap: anywhere; }
.tl-choices a:hover, .tl-choices a:focus-visible { text-decoration: underline; }
.tl-choices a[aria-current] { background: #1f5f99; border-color: #1f5f99; color: #fff; }
.tl-choices span.none { border-style: dotted; }
.tl-choices p { font-size: 0.875rem; margin: 0.25rem 0 0; }
.tl-choices b { font-weight: 400; font-variant-numeric: tabular-nums; }
</style>"""
STARTS = {
    "Not competed, over $1m": {"competition": "not_competed", "over": "1m"},
    "Not competed, over $1m, its fund gave to overseers": {
        "competition": "not_competed",
        "over": "1m",
        "reached": "fund",
    },
    "One offer, over $1m": {"competition": "one_offer", "over": "1m"},
    "Terminated": {"terminated": "yes"},
    "Marked as hard to believe": {"marked": "yes"},
}


def draw_agencies(question: AwardQuestion, agencies: Rows) -> None:
    """Whole questions to begin with, and the agencies with the most awards."""
    chosen = question.chosen.get("agency")
    shown = [
        _item(question, "agency", str(row["agency_id"]), str(row["name"]), _number(row))
        for place, row in enumerate(agencies)
        if place < FIRST_AGENCIES or row["agency_id"] == chosen
    ]
    _draw(
        "Questions and agencies", _group("Begin with", _starts(question)), _group("Agency", shown)
    )


def draw_choices(question: AwardQuestion, counts: Rows, unloaded: frozenset[str]) -> None:
    """Every choice as a link: it makes the choice, or takes it back where it is made.

    `unloaded` are the roles of which no gift is loaded: what they would leave is not known.
    """
    left = {(str(row["facet"]), str(row["option"])): _number(row) for row in counts}
    groups = []
    for facet, options in OPTIONS.items():
        is_money = facet in ("gave", "reached")
        items = [
            _item(question, facet, option, word, left.get((facet, option)))
            for option, word in options.items()
            if not (is_money and option in unloaded)
        ]
        groups.append(_group(TITLES[facet], items))
        if is_money and unloaded:
            words = ", ".join(options[role] for role in options if role in unloaded)
            groups.append(f"<p>{escape(words)}: no gift is loaded</p>")
    _draw("Choices", *groups)


def _draw(label: str, *groups: str) -> None:
    st.html(f'{STYLE}<nav class="tl-choices" aria-label="{label}">{"".join(groups)}</nav>')


def _number(row: dict[str, object]) -> int:
    return int(str(row["award_count"]))


def _group(title: str, items: list[str]) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<h2>{escape(title)}</h2><ul>{listed}</ul>"


def _starts(question: AwardQuestion) -> list[str]:
    """Whole questions, put to the agency and the period that are chosen."""
    kept = {name: question.chosen.get(name) for name in ("agency", "firm", "year", "from", "until")}
    return [_anchor(word, AwardQuestion().place(**kept, **made)) for word, made in STARTS.items()]


def _item(question: AwardQuestion, facet: str, option: str, word: str, count: int | None) -> str:
    """One choice: a link, or a text where it would leave no award."""
    if question.chosen.get(facet) == option:
        return _anchor(f"{word} ✕", question.without(facet), is_made=True)
    if count == 0:
        return f'<span class="none">{escape(word)} <b>0</b></span>'
    return _anchor(word, question.place(**{facet: option}), count)


def _anchor(word: str, place: Place, count: int | None = None, is_made: bool = False) -> str:
    said = escape(plain(word, 80))
    number = f" <b>{count:,}</b>" if count is not None else ""
    current = ' aria-current="true"' if is_made else ""
    return f'<a href="{escape(place.address)}" target="_self"{current}>{said}{number}</a>'


def ask_agency(question: AwardQuestion, agencies: Rows) -> None:
    """Any agency, found by typing a part of its name."""
    names = {str(row["agency_id"]): f"{row['name']} ({row['award_count']:,})" for row in agencies}
    _ask("agency", "Find an agency", "all agencies", names, question)


def ask_year(question: AwardQuestion, years: Rows) -> None:
    """The fiscal year in which awards were signed."""
    names = {
        str(row["fiscal_year"]): f"fiscal year {row['fiscal_year']} ({row['award_count']:,})"
        for row in years
    }
    _ask("year", "Signed in", "any year", names, question)


def ask_flag(question: AwardQuestion, indicators: Rows) -> None:
    """An indicator that is flagged of the award, or of its firm with its agency."""
    names = {str(row["code"]): f"{row['code']}: {row['title']}" for row in indicators}
    _ask("flag", "Flag", "any or none", names, question)


def _ask(
    facet: str, title: str, nothing: str, names: Mapping[str, str], question: AwardQuestion
) -> None:
    """One choice among many; what is chosen leads to the question with it."""
    chosen = question.chosen.get(facet)
    options = [None, *names]
    picked = st.selectbox(
        title,
        options,
        options.index(chosen) if chosen in options else 0,
        format_func=lambda option: nothing if option is None else plain(names[option], 100),
        # A key of its own for each value of the address: going back must move the box too.
        key=f"{facet}-{chosen}",
        filter_mode="contains",
    )
    if picked != (chosen if chosen in options else None):
        go(question.place(**{facet: picked}))


def ask_more(question: AwardQuestion) -> None:
    """Days of signing and an amount, typed."""
    chosen = question.chosen
    is_open = bool({"from", "until"} & set(chosen))
    box = st.expander("Days and an amount", expanded=is_open)
    with box, st.form(f"more-{question.place().address}", border=False):
        first = st.text_input("Signed from", chosen.get("from", ""), placeholder="2019-03-14")
        last = st.text_input("until", chosen.get("until", ""), placeholder="2020, or 2020-06")
        over = st.text_input("Over, USD", chosen.get("over", ""), placeholder="250k, 2.5m, 1bn")
        if st.form_submit_button("Apply"):
            go(
                question.place(
                    **{"from": first.strip(), "until": last.strip(), "over": over.strip()}
                )
            )
