"""Flags by indicator, agency and contractor: how ordinary each is, and what speaks against it."""

import altair as alt
import pandas as pd
import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.texts import markdown, plain
from dashboards.entity.flag_cards import STATES, flag_card, indicator_card
from dashboards.tables.flag import flag_table
from etl.common.queries import read_query

CARDS = 10
COUNTED = {
    "flagged": "flagged_count",
    "not flagged": "not_flagged_count",
    "cannot be computed": "not_computable_count",
}
COLOURS = {"flagged": "#b8405a", "not flagged": "#8aa4bf", "cannot be computed": "#c9c9c9"}


def picture() -> None:
    """How many of those examined are flagged, by indicator."""
    rows = pd.DataFrame(
        {"code": card["code"], "title": card["title"], "state": state, "number": card[counted]}
        for card in queries.rows(read_query("about/indicator_card"))
        for state, counted in COUNTED.items()
    )
    # A chart stacks by the alphabet unless told a number.
    rows["place"] = [list(COLOURS).index(state) for state in rows["state"]]
    rows["indicator"] = [plain(f"{r.code} {r.title}", 60) for r in rows.itertuples()]
    states = list(COLOURS)
    st.altair_chart(
        alt.Chart(rows, height=alt.Step(18))
        .mark_bar()
        .encode(
            x=alt.X("number:Q", stack="normalize", title=None, axis=alt.Axis(format="%")),
            y=alt.Y("indicator:N", title=None, axis=alt.Axis(labelLimit=420, labelOverlap=False)),
            color=alt.Color(
                "state:N",
                title=None,
                scale=alt.Scale(domain=states, range=list(COLOURS.values())),
                legend=alt.Legend(orient="top"),
            ),
            order=alt.Order("place:Q"),
            tooltip=["indicator:N", "state:N", alt.Tooltip("number:Q", format=",")],
        ),
        width="stretch",
        key="rates",
    )


def choose_code(codes: list[str], titles: dict[str, str]) -> str:
    """The indicator in the address, else the first that is flagged."""
    asked = st.query_params.get("code")
    # An address may come from an older build or be written by hand.
    start = codes.index(asked) if asked in codes else 0
    code = st.selectbox("Indicator", codes, start, format_func=lambda c: f"{c} · {titles[c]}")
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
    """The card of the indicator and how often it is flagged."""
    st.markdown(
        f"**{card['flagged_count']:,} flagged**, {card['rate_words']}; "
        f"{card['not_computable_count']:,} more cannot be computed from the records."
    )
    if card["is_too_common"]:
        st.warning("Flagged for more than a quarter of those examined: by itself it tells little.")
    indicator_card(card)


def draw() -> None:
    """Choose an indicator, an agency, a contractor and a state; cards and a table follow."""
    cards = queries.rows(read_query("about/indicator_card"))
    if not cards:
        shell.empty("No indicators are built.", "Run `python -m etl build`.")
        return
    picture()
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
        return
    st.caption(markdown(f"The first {CARDS} as cards, all in the table below; none is ranked."))
    for flag in found:
        flag_card(flag)
    show(flag_table(wanted, values), "flags")


shell.head("Flags")
st.write(
    "Each flag is a fact that deserves a second look, with how ordinary it is and its innocent "
    "explanations. None says that anything was wrong."
)
draw()
shell.foot()
