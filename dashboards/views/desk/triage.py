"""Triage: awards by any choice, each an address, a saved search and a download."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.texts import markdown
from dashboards.triage import answer, choices
from dashboards.triage.chosen import draw_chosen, draw_overseers, read_chosen
from dashboards.triage.picture import draw_years
from dashboards.triage.question import ROLE_CODES, AwardQuestion, read_question, words_of
from dashboards.triage.saved import draw_saved
from etl.common.queries import read_query


def names_of(question: AwardQuestion, agencies: list, indicators: list) -> dict[str, str]:
    """What the ids of the address are called."""
    names = {}
    chosen = question.chosen
    for facet, rows, key, word in (
        ("agency", agencies, "agency_id", "name"),
        ("flag", indicators, "code", "title"),
    ):
        called = [str(row[word]) for row in rows if row[key] == chosen.get(facet)]
        if called:
            names[facet] = called[0]
    if "firm" in chosen:
        firm = queries.entity(chosen["firm"])
        names["firm"] = str(firm["name"]) if firm else "a firm that is not loaded"
    return names


def page(question: AwardQuestion) -> None:
    """The answer above; the choices, the table and the chosen award side by side below."""
    agencies = queries.rows(read_query("triage/agencies"))
    indicators = queries.rows(read_query("triage/indicators"))
    counts = answer.read_counts(question)
    found = answer.read_sums(question)
    for name in question.left_out:
        st.warning(f"The address asks for {markdown(name)} in words that are no choice: left out.")
    answer.say(question, found, words_of(question, names_of(question, agencies, indicators)))
    loaded = answer.read_loaded()
    award_key = st.query_params.get("award", "")
    chosen = read_chosen(award_key)
    widths = [1.1, 2.6, 1.6] if award_key else [1.1, 4.2]
    left, middle, *right = st.columns(widths, gap="medium")
    with left:
        ask(question, counts, agencies, indicators, loaded)
    with middle:
        if found["award_count"]:
            draw_years(question)
            answer.show_awards(question)
        else:
            answer.offer_less(question, counts)
        answer.say_loaded(loaded)
        draw_saved(question)
    for column in right:
        with column:
            draw_chosen(question, award_key, chosen)
    if chosen:
        draw_overseers(chosen)


def ask(
    question: AwardQuestion, counts: list, agencies: list, indicators: list, loaded: list
) -> None:
    """Every choice."""
    have = {row["role_code"] for row in loaded if row["firm_count"]}
    unloaded = frozenset(role for role, code in ROLE_CODES.items() if code not in have)
    choices.draw_agencies(question, agencies)
    choices.ask_agency(question, agencies)
    choices.draw_choices(question, counts, unloaded)
    choices.ask_year(question, queries.rows(read_query("triage/years"), question.values))
    choices.ask_flag(question, indicators)
    choices.ask_more(question)


shell.head("Triage")
if queries.rows(read_query("triage/agencies")):
    page(read_question(st.query_params))
else:
    shell.empty(
        "No award is loaded.",
        "Run `python -m etl run --case golden_dome`, or fetch and load an agency's awards.",
    )
shell.foot()
