"""The head of an entity's page: who it is, where it is looked up, and the way to its graph."""

from __future__ import annotations

import re

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.kinds import KINDS
from dashboards.base.places import Action, graph_place, offer
from dashboards.base.texts import is_missing, is_web, markdown, plain
from dashboards.notebook.made import entity_pin
from dashboards.notebook.pin import pin_button
from dashboards.notebook.watching import watch_button
from etl.common.queries import read_query
from etl.dossier.folder import dossier_bytes

SHARED_NAME = (
    "Records name people, they do not number them: what stands here was put together by name, "
    "place and employer, and may be of two people who share a name. Check the records before you "
    "print."
)


def open_entity(what: str) -> dict[str, object] | None:
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
        _dossier(found)
        pin_button(entity_pin(found), "entity")
        watch_button(found)
    _answers(str(found["entity_id"]))


def _dossier(found: dict[str, object]) -> None:
    """The dossier of the entity, made when asked for."""
    ids = [str(found["entity_id"])]
    name = re.sub(r"[^a-z0-9]+", "_", plain(found["name"], 60).lower()).strip("_") or "entity"
    st.download_button(
        "Dossier",
        # A function: a dossier takes seconds and is made when it is asked for.
        lambda: dossier_bytes(queries.connection(), ids),
        file_name=f"throughline_dossier_{name}.zip",
        mime="application/zip",
        key="dossier",
        help="A report that opens offline, the rows behind it, the SQL of each number, and "
        "verify.py, which derives every number again. Large entities take some seconds.",
        # A download must not run the page again.
        on_click="ignore",
        icon=":material/folder_zip:",
    )


def _answers(entity_id: str) -> None:
    """What those concerned have answered."""
    for row in queries.rows(read_query("entity/answers"), {"entity_id": entity_id}):
        with st.container(border=True):
            st.markdown(f"**Asked:** {markdown(row['question'], 2000)}")
            st.markdown(f"**Answered:** {markdown(row['answer'], 10_000)}")
            st.caption(markdown(f"{row['by']}, {str(row['answered'])[:10]}", 300))
            if is_web(row["open"]):
                st.markdown(f"[Where it can be read]({row['open']})")
