"""Terminations on one page: every award that was ended before its time, and by month."""

import streamlit as st

from dashboards.base import shell
from dashboards.base.grid import show
from dashboards.tables.termination import termination_months, termination_table

shell.head("Terminations")
st.write(
    "Actions that terminated an award for convenience, default or cause, or cancelled it. Filter "
    "by any word: an agency, a contractor, a month, how it stands. The records say of what type a "
    "termination is, and not why it was decided."
)
show(termination_table(), "terminations")
show(termination_months(), "termination-months")
shell.foot()
