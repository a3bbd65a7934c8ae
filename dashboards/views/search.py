"""What a text finds, by kind, with an address that reopens it."""

import streamlit as st

from dashboards.base import shell
from dashboards.front.results import Searched, show_results


def asked() -> Searched:
    """The text, the kind and the first row that the address names."""
    after = st.query_params.get("after", "0")
    # An address can hold anything; `int` takes other scripts' digits.
    number = int(after[:6]) if after.isascii() and after[:6].isdigit() else 0
    return Searched(st.query_params.get("q", ""), st.query_params.get("kind"), number)


page = asked()
# An address that was sent fills the box as if its text had been typed.
st.session_state.setdefault("search", page.text[:200])
shell.head("Search")
if page.text.strip():
    show_results(page)
else:
    shell.empty("Type a name above.", "Spelling mistakes are forgiven.")
shell.foot()
