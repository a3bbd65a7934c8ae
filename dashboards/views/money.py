"""What adds up and what does not: totals that pass the gate, coverage and reasons elsewhere."""

import streamlit as st

from dashboards import queries, shell
from dashboards.tables import readable

MOST_ROWS = 500
STATES = {
    "published": "agrees with the publisher's figure",
    "withheld": "does not agree: coverage in place of the figure",
    "itemized_part": "itemized part of a figure that need not be itemized whole",
    "not_computable": "nothing to compare with",
}


AMOUNTS = (
    "amount",
    "who gave",
    "committee received",
    "memo (beside)",
    "USD only we count",
    "USD only fec.gov",
)


def number(style):
    """A column of numbers that are read at a glance."""
    return st.column_config.NumberColumn(format=style)


def reconciliation():
    """Each figure beside the publisher's own, the largest differences first."""
    st.markdown("#### Our figures beside the publishers' own")
    counted = queries.frame(
        "select subject_kind as kind, state, count(*) as lines from marts.reconciliation "
        "group by all order by all"
    )
    if counted.empty:
        st.info("No publisher's own figure is loaded. Load webk and weball files, or awards.")
        return
    counted["meaning"] = counted["state"].map(STATES)
    st.dataframe(counted, hide_index=True)
    columns = st.columns(3)
    kind = columns[0].selectbox("Of what", sorted(set(counted["kind"])), key="kind")
    present = counted.loc[counted["kind"] == kind, "state"].tolist()
    first = present.index("withheld") if "withheld" in present else 0
    state = columns[1].selectbox("State", present, index=first, key="state")
    text = columns[2].text_input("Name or id contains", key="subject", max_chars=100)
    rows = queries.frame(
        "select subject_name as subject, subject_id as id, cycle, line, our_value as ours, "
        "published_value as published, difference, 100 * coverage_share as coverage, reason, "
        "as_of_date as as_of, published_url as link from marts.reconciliation "
        "where subject_kind = ? and state = ? "
        "and (contains(upper(subject_name), ?) or contains(upper(subject_id), ?)) "
        "order by abs(difference) desc nulls last, reconciliation_id limit ?",
        [kind, state, text.strip().upper(), text.strip().upper(), MOST_ROWS],
    )
    if rows.empty:
        st.info("No line is in this state. Choose another state, or type fewer letters.")
        return
    if len(rows) == MOST_ROWS:
        st.caption(f"The {MOST_ROWS} largest differences; type a name to see others.")
    st.dataframe(
        readable(rows),
        hide_index=True,
        column_config={
            **{name: number("localized") for name in ("ours", "published", "difference")},
            "coverage": st.column_config.NumberColumn("coverage", format="%.1f %%"),
            "as_of": st.column_config.DateColumn("to"),
            "link": st.column_config.LinkColumn("Open", display_text="open"),
        },
    )


def reasons():
    """Why each dollar is in a total or out of it, and what fec.gov counts otherwise."""
    st.markdown("#### Why a dollar counts, or does not")
    st.caption(
        "Two measures: who gave (each dollar at its true source) and what committees received. "
        "Beside them: rows that fec.gov shows as individual contributions and we do not count, "
        "and the other way round."
    )
    st.dataframe(
        queries.frame(
            "select replace(count_reason, '_', ' ') as reason, description, row_count as rows, "
            'amount_usd as amount, who_gave_usd as "who gave", '
            'committee_received_usd as "committee received", memo_usd as "memo (beside)", '
            'only_ours_row_count as "rows only we count", only_ours_usd as "USD only we count", '
            'only_fec_row_count as "rows only fec.gov", only_fec_usd as "USD only fec.gov" '
            "from marts.money_reason where row_count > 0 order by row_count desc, count_reason"
        ),
        hide_index=True,
        column_config={"description": st.column_config.TextColumn(width="large")}
        | {name: number("dollar") for name in AMOUNTS},
    )


def known_figures():
    """Figures of published files that are known by other means."""
    rows = queries.frame(
        "select description, expected, found, state from marts.golden "
        "where state <> 'not_loaded' order by golden_id"
    )
    if len(rows):
        st.markdown("#### Known figures of the files loaded")
        st.dataframe(rows, hide_index=True)


def held_out():
    """Independent expenditures that are held out as implausible."""
    rows = queries.frame(
        "select coalesce(entity.name, spending.spender_id) as spender, spending.candidate_id as "
        "candidate, spending.support_oppose_code as side, spending.cycle, "
        'spending.spent_usd as counted, spending.held_out_usd as "held out", '
        'spending.held_out_row_count as "rows held out" '
        "from marts.independent_expenditure as spending left join marts.entity as entity "
        "on 'fec:' || spending.spender_id = entity.entity_id "
        "where spending.held_out_row_count > 0 "
        "order by spending.held_out_usd desc, spending.expenditure_id limit ?",
        [MOST_ROWS],
    )
    if len(rows):
        st.markdown("#### Independent expenditures that are held out as implausible")
        st.caption(
            "One row of 100 million dollars or more, or far more than the spender says it has "
            "paid out. A filer may simply have mistyped an amount. A dated judgement lets a "
            "filing in again."
        )
        st.dataframe(readable(rows), hide_index=True)


shell.head("Money, counted once")
reconciliation()
reasons()
known_figures()
held_out()
shell.foot()
