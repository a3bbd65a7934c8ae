"""What a text finds, with an address that reopens it."""

import streamlit as st

from dashboards import queries, shell
from dashboards.kinds import KINDS
from dashboards.places import entity_place, go
from dashboards.texts import counted, is_missing, markdown


def results(text: str) -> None:
    """What was found, each with its kind and place."""
    found = queries.search(text)
    if found.empty:
        shell.empty(
            "Nothing by that name is loaded.",
            "Try fewer letters or another spelling, or load more files with `python -m etl fetch`.",
        )
    for row in found.itertuples():
        kind = KINDS[row.kind].title
        where = "" if is_missing(row.place) or not row.place else f", {row.place}"
        title = f"{row.name} — {kind}{where} ({counted(row.links, 'link')})"
        if st.button(markdown(title, 160), key=f"found-{row.entity_id}", type="tertiary"):
            go(entity_place(row.entity_id, row.kind))


shell.head("Search")
asked = st.query_params.get("q", "")
if asked.strip():
    results(asked)
else:
    shell.empty("Type a name above.", "Spelling mistakes are forgiven.")
shell.foot()
