"""The head of an entity's page: who it is, where it is looked up, and the way to its graph."""

from __future__ import annotations

import streamlit as st

from dashboards import queries, shell
from dashboards.kinds import KINDS
from dashboards.places import Action, graph_place, offer
from dashboards.texts import is_missing, is_web, markdown, plain

SHARED_NAME = (
    "Records name people, they do not number them: what stands here was put together by name, "
    "place and employer, and may be of two people who share a name. Check the records before you "
    "print."
)


def opened(what: str) -> dict[str, object] | None:
    """The entity in the address with its head drawn; None, with what to do, where there is none."""
    entity_id = st.query_params.get("id", "")
    if not entity_id:
        shell.head(what)
        shell.empty(f"No {what.lower()} is chosen.", "Search for a name above.")
        return None
    found = queries.entity(entity_id)
    if found is None:
        shell.head(what)
        st.warning(f"No {what.lower()} of that id is loaded. Search for a name above.")
        return None
    shell.head(plain(found["name"], 120), f"{found['name']}, {what.lower()}")
    _facts(found)
    return found


def _facts(found: dict[str, object]) -> None:
    kind = KINDS[str(found["entity_kind"])].title
    facts = [kind, *(str(found[name]) for name in ("place", "summary") if found[name])]
    st.markdown(markdown(" · ".join(facts), 400))
    st.caption(markdown(f"Id: {found['entity_id']}", 120))
    if found["entity_kind"] == "person" and not str(found["entity_id"]).startswith("bioguide:"):
        st.caption(SHARED_NAME)
    with st.container(horizontal=True):
        if not is_missing(found["record_url"]) and is_web(found["record_url"]):
            st.link_button("Public page", str(found["record_url"]), icon=":material/open_in_new:")
        offer([Action("See it in the graph", graph_place(str(found["entity_id"])))], "graph")
