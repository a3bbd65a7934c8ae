"""One of several tables of a section, chosen by name; the choice stays in the address."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def choose(tables: dict[str, tuple[str, Callable[[], object]]]) -> None:
    """Draw the chosen table alone: `tables` gives by key its name and what draws it."""
    keys = list(tables)
    # A key of another section may still stand in the address.
    if st.query_params.get("show", keys[0]) not in keys:
        del st.query_params["show"]
    if st.session_state.get("show") not in keys:
        st.session_state.pop("show", None)
    chosen = st.pills(
        "Table",
        keys,
        default=keys[0],
        required=True,
        format_func=lambda key: tables[key][0],
        key="show",
        bind="query-params",
        label_visibility="collapsed",
    )
    tables[chosen if chosen in tables else keys[0]][1]()
