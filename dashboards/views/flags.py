"""Flags by indicator, agency and contractor: how ordinary each is, and what speaks against it."""

import pandas as pd
import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.places import Place, link
from dashboards.base.sections import Section, sections
from dashboards.base.texts import markdown, plain
from dashboards.entity.flag_cards import STATES, flag_card, indicator_card
from dashboards.entity.told import pictures
from dashboards.tables.flag import flag_table
from etl.common.queries import read_query

CARDS = 6


def picture(cards: list[dict[str, object]]) -> None:
    """Which share of those examined is flagged, by indicator; those without any are left out."""
    rows = pd.DataFrame(
        {
            "indicator": plain(card["title"], 90),
            "share": card["flagged_count"] / (card["flagged_count"] + card["not_flagged_count"]),
            "flagged": card["flagged_count"],
            "examined": card["flagged_count"] + card["not_flagged_count"],
        }
        for card in cards
        if card["flagged_count"] + card["not_flagged_count"]
    )
    if rows.empty:
        return
    title = pictures.heading(
        "How ordinary each flag is",
        "The share of those examined that is flagged, in the records loaded. Indicators that "
        "cannot be computed from them are left out. A flag is no finding.",
    )
    rows = rows.sort_values(["share", "indicator"], ascending=[False, True])
    height = pictures.height_of(title, 32 * len(rows))
    chart = pictures.shares(rows).properties(title=title, height=height)
    st.altair_chart(chart, width="stretch", key="rates")


def choose_code(codes: list[str], titles: dict[str, str]) -> str:
    """The indicator in the address, else the first that is flagged."""
    asked = st.query_params.get("code")
    # An address may come from an older build or be written by hand.
    start = codes.index(asked) if asked in codes else 0
    code = st.selectbox("Indicator", codes, start, format_func=lambda c: f"{c} · {titles[c]}")
    # What nobody chose is not written: that would be a place to come back to.
    if code != codes[start] or asked not in (None, code):
        st.query_params["code"] = code
    return code


def choose_agency(code: str) -> str | None:
    """An awarding agency, or None for all."""
    rates = queries.rows(read_query("flag/agency_rates"), {"code": code})
    names = {rate["agency_id"]: rate["agency_name"] for rate in rates}
    counts = {rate["agency_id"]: rate["flagged_count"] for rate in rates}
    choices = [None, *names]
    asked = st.query_params.get("of")
    agency = st.selectbox(
        "Awarding agency",
        choices,
        choices.index(asked) if asked in choices else 0,
        format_func=lambda a: "all" if a is None else f"{names[a]} ({counts[a]:,} flagged)",
    )
    _remember("of", agency)
    return agency


def choose_firm() -> str:
    """Letters of a contractor's name, or nothing for all."""
    firm = st.text_input(
        "Contractor", value=st.query_params.get("firm", ""), placeholder="all", max_chars=80
    )
    _remember("firm", firm.strip())
    return firm.strip()


def choose_state() -> str:
    """Flagged, not flagged, or cannot be computed."""
    states = list(STATES)
    asked = st.query_params.get("state")
    start = states.index(asked) if asked in states else 0
    state = st.radio("State", states, start, format_func=STATES.get, horizontal=True)
    _remember("state", None if state == states[0] else state)
    return state


def _remember(name: str, value: str | None) -> None:
    """Keep a choice in the address."""
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def tell(card: dict[str, object]) -> None:
    """How often the indicator is flagged; each number opens those that it counts."""
    numbers = [
        link(f"{card[f'{state}_count']:,} {words}", flags_place(card, state))
        for state, words in WORDS.items()
    ]
    st.markdown(
        f"**{markdown(card['title'])}.** In the records loaded: {', '.join(numbers)}; "
        f"{markdown(card['rate_words'])}."
    )
    if card["is_too_common"]:
        st.warning("Flagged for more than a quarter of those examined: by itself it tells little.")


WORDS = {
    "flagged": "flagged",
    "not_flagged": "not flagged",
    "not_computable": "cannot be computed from them",
}


def flags_place(card: dict[str, object], state: str) -> Place:
    """The flags of an indicator in a state."""
    return Place("views/flags.py", {"code": str(card["code"]), "state": state})


def draw_cards(found: list[dict[str, object]]) -> None:
    """The first flags, each with its parties, base rate and innocent explanations."""
    st.caption(f"The first {CARDS} as cards, all as a table beside; none is ranked.")
    for flag in found:
        flag_card(flag)


def draw() -> None:
    """Choose an indicator, an agency, a contractor and a state; sentences, picture, sections."""
    cards = queries.rows(read_query("about/indicator_card"))
    if not cards:
        shell.empty("No indicators are built.", "Run `python -m etl build`.")
        return
    by_code = {str(card["code"]): card for card in cards}
    ordered = sorted(by_code, key=lambda code: (not by_code[code]["flagged_count"], code))
    left, middle, right = st.columns(3)
    with left:
        code = choose_code(ordered, {code: str(card["title"]) for code, card in by_code.items()})
    with middle:
        agency_id = choose_agency(code)
    with right:
        firm = choose_firm()
    tell(by_code[code])
    state = choose_state()
    wanted = read_query("flag/matching")
    values = {"code": code, "state": state, "agency": agency_id, "firm": firm or None}
    found = queries.flags(wanted, values, CARDS)
    if not found:
        st.info(
            "None in the records loaded. Choose another state, agency or contractor. Single awards "
            "that are not flagged are only counted."
        )
    sections(
        [
            Section("cards", "Flags", lambda: draw_cards(found), None if found else 0, "none."),
            Section("table", "As a table", lambda: show(flag_table(wanted, values), "flags"),
                    None if found else 0, "none."),
            Section("rule", "Rule and innocent explanations",
                    lambda: indicator_card(by_code[code])),
            Section("all", "How ordinary each is", lambda: picture(cards)),
        ]
    )  # fmt: skip


shell.head("Flags")
st.write(
    "Each flag is a fact that deserves a second look, with how ordinary it is and its innocent "
    "explanations. None says that anything was wrong."
)
draw()
shell.foot()
