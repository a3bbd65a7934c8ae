"""What is loaded: each ledger by years and what decides it, the files, the newest, the gaps."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.texts import markdown
from dashboards.front.ledgers import show_ledgers
from dashboards.tables.overview import file_table, ledger_table, newest_table
from etl.common.about import read_day
from etl.common.queries import read_query


def said() -> str:
    """As of when, from how many files, and over which days."""
    span = queries.rows(read_query("overview/span"))[0]
    words = f"Built as of {read_day(queries.connection())}"
    if span["file_count"]:
        words += f" from {span['file_count']:,} published files"
        if span["first_date"] is not None:
            words += f"; records from {span['first_date']} to {span['last_date']}"
    return markdown(words + ".", 300)


shell.head("Records loaded")
st.markdown(said())
show_ledgers()
show(ledger_table(st.query_params.get("ledger")), "ledger")
show(file_table(), "files")
show(newest_table(), "newest")
st.header("What the records cannot show")
shell.known_gaps()
shell.foot()
