"""Flags by indicator: what was seen, how ordinary it is, and what speaks against it."""

import streamlit as st

from dashboards import queries, shell
from dashboards.flag_cards import STATES, flag_card, indicator_card

SHOWN = 30


def chosen_code(codes: list[str], titles: dict[str, str]) -> str:
    """The indicator in the address, else the first that is flagged."""
    asked = st.query_params.get("code")
    start = codes.index(asked) if asked in codes else 0
    code = st.selectbox("Indicator", codes, start, format_func=lambda c: f"{c} · {titles[c]}")
    st.query_params["code"] = code
    return code


def chosen_agency(code: str) -> str | None:
    """An awarding agency, or None for all."""
    rates = queries.frame(
        "select scope_id, agency_name, flagged_count from marts.flag_rate "
        "where code = ? and scope_id <> 'all' and flagged_count > 0 order by agency_name",
        [code],
    )
    if rates.empty:
        return None
    names = dict(zip(rates["scope_id"], rates["agency_name"], strict=True))
    counts = dict(zip(rates["scope_id"], rates["flagged_count"], strict=True))
    return st.selectbox(
        "Awarding agency",
        [None, *names],
        format_func=lambda a: "all" if a is None else f"{names[a]} ({counts[a]:,} flagged)",
    )


def told(card: dict[str, object]) -> None:
    """The card of the indicator and how often it is flagged."""
    share = card["flagged_share"]
    computed = int(card["flagged_count"]) + int(card["not_flagged_count"])
    rate = (
        "none can be computed" if not computed else f"{float(share):.1%} of {computed:,} examined"
    )
    st.markdown(
        f"**{int(card['flagged_count']):,} flagged**, {rate}; "
        f"{int(card['not_computable_count']):,} more cannot be computed from the records."
    )
    if card["is_too_common"]:
        st.warning("Flagged for more than a quarter of those examined: by itself it tells little.")
    indicator_card(card)


def draw() -> None:
    """Choose an indicator, an agency and a state; cards follow."""
    cards = queries.frame("select * from marts.indicator order by code").to_dict("records")
    if not cards:
        st.info("No indicators are built. Run `make build`.")
        return
    by_code = {str(card["code"]): card for card in cards}
    ordered = sorted(by_code, key=lambda code: (not by_code[code]["flagged_count"], code))
    code = chosen_code(ordered, {code: str(card["title"]) for code, card in by_code.items()})
    told(by_code[code])
    agency_id = chosen_agency(code)
    state = st.radio("State", list(STATES), format_func=STATES.get, horizontal=True)
    where, values = "flag.code = ? and flag.state = ?", [code, state]
    if agency_id:
        where, values = f"{where} and flag.agency_id = ?", [*values, agency_id]
    found = queries.flags(where, values, SHOWN)
    if not found:
        st.info("None in the records loaded. Single awards that are not flagged are only counted.")
    for flag in found:
        flag_card(flag)
    if len(found) == SHOWN:
        st.caption(f"The first {SHOWN} are shown; choose an agency to see others.")


shell.head("Flags")
st.write(
    "Each flag is a fact that deserves a second look, with how ordinary it is and its innocent "
    "explanations. None says that anything was wrong."
)
draw()
shell.foot()
