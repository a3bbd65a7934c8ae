"""What a text finds, with an address that reopens it."""

import streamlit as st

from dashboards.base import search, shell
from dashboards.base.kinds import KINDS
from dashboards.base.places import award_place, entity_place, go
from dashboards.base.texts import count_of, is_missing, markdown, plain


def results(text: str) -> None:
    """What was found, each with its kind and place."""
    rows = search.find(text)
    if rows.empty:
        shell.empty(
            "Nothing by that name is loaded.",
            "Try fewer letters or another spelling, or load more files with `python -m etl fetch`.",
        )
    for row in rows.itertuples():
        if st.button(markdown(title(row), 240), key=f"found-{row.id}", type="tertiary"):
            # An award is no entity and has a page of its own.
            go(award_place(row.id) if row.kind == "award" else entity_place(row.id, row.kind))


def title(row) -> str:
    """One line: name, kind, place, and why it stands here."""
    kind = "Award" if row.kind == "award" else KINDS[row.kind].title
    where = "" if is_missing(row.place) or not row.place else f", {row.place}"
    unit = "action" if row.kind == "award" else "link"
    why = "" if is_missing(row.said) else f" · {row.said}"
    return f"{plain(row.name, 90)} — {kind}{where} ({count_of(row.links, unit)}){why}"


shell.head("Search")
asked = st.query_params.get("q", "")
if asked.strip():
    results(asked)
else:
    shell.empty("Type a name above.", "Spelling mistakes are forgiven.")
shell.foot()
