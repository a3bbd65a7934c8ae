"""What adds up and what does not: totals that pass the gate, coverage and reasons elsewhere."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.texts import markdown
from dashboards.tables.money import golden_table, held_out_table, reason_table, reconciled_table
from etl.common.queries import read_query


def count_states() -> dict[str, dict[str, str]]:
    """How many figures are in each state, by what they are of; gives each state's title."""
    found: dict[str, dict[str, str]] = {}
    for row in queries.rows(read_query("money/states")):
        st.markdown(
            f"- {markdown(row['kind'])}: **{row['line_count']:,}** {markdown(row['title'])}"
        )
        found.setdefault(row["kind"], {})[row["state"]] = row["title"]
    return found


def reconciliation() -> None:
    """Each figure beside the publisher's own, the largest differences first."""
    st.header("Our figures beside the publishers' own")
    present = count_states()
    if not present:
        shell.empty(
            "No publisher's own figure is loaded.", "Load webk and weball files, or awards."
        )
        return
    left, right = st.columns(2)
    kind = left.selectbox("Of what", list(present), key="kind")
    titles = present[kind]
    states = list(titles)
    first = states.index("withheld") if "withheld" in states else 0
    state = right.selectbox("State", states, index=first, key="state", format_func=titles.get)
    show(reconciled_table(kind, state), f"reconciled-{kind}-{state}")


shell.head("Money, counted once")
reconciliation()
show(reason_table(), "reasons")
show(golden_table(), "golden")
show(held_out_table(), "held-out")
shell.foot()
