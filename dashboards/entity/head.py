"""The head of an entity's page: who it is, where it is looked up, and what can be done."""

from __future__ import annotations

import re

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.kinds import KINDS
from dashboards.base.places import (
    Place,
    award_place,
    entity_place,
    go,
    graph_place,
    link,
)
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
FORMER = 3
COMPARED = ("organization", "agency")


# The page that each title belongs to: an id of another kind is led to its own.
OWN = {
    "Contractor": "views/contractor.py",
    "Agency": "views/agency.py",
    "Committee": "views/committee.py",
    "Person": "views/person.py",
    "Member of Congress": "views/member.py",
}


def open_entity(what: str) -> dict[str, object] | None:
    """The entity in the address with its head drawn; None, with what to do, where there is none.

    An id of another kind leads to the page of that kind, and so does one without its prefix.
    """
    entity_id = st.query_params.get("id", "")
    if not entity_id:
        shell.head(what)
        shell.empty(f"No {what.lower()} is chosen.", "Search for a name above.")
        return None
    found = queries.entity(entity_id)
    place = place_of(entity_id)
    if place is not None and (place.page != OWN[what] or found is None):
        go(place)
    if found is None:
        shell.head(what)
        st.warning(f"No {what.lower()} of that id is loaded. Search for a name above.")
        return None
    shell.head(plain(found["name"], 120), f"{found['name']}, {what.lower()}")
    _facts(found)
    return found


def place_of(asked: str) -> Place | None:
    """Where an id belongs, as it stands or without its prefix; None where nothing is so called."""
    found = queries.entity(asked)
    if found is None:
        found = queries.one(read_query("entity/guess"), {"text": asked.strip()[:200]})
    if found is None:
        return None
    if found["entity_kind"] == "award":
        return award_place(str(found["entity_id"]))
    return entity_place(str(found["entity_id"]), str(found["entity_kind"]))


def _facts(found: dict[str, object]) -> None:
    """One line of identity, and below it what can be done with it."""
    entity_id = str(found["entity_id"])
    kind = KINDS[str(found["entity_kind"])].title
    facts = [kind, *(str(found[name]) for name in ("place", "summary") if found[name])]
    facts += _former_names(entity_id)
    words = "" if entity_id.partition(":")[2] in " ".join(facts) else id_words(entity_id)
    said = markdown(" · ".join(facts), 600)
    st.markdown(f"{said} · :small[{words}]" if words else said)
    if found["entity_kind"] == "person" and not entity_id.startswith("bioguide:"):
        st.caption(SHARED_NAME)
    _actions(found)
    _answers(entity_id)


def _former_names(entity_id: str) -> list[str]:
    """The newest of its former names, and how many others there are."""
    names = queries.rows(read_query("entity/former_names"), {"entity_id": entity_id})
    if not names:
        return []
    shown = ", ".join(plain(row["name"], 60) for row in names[:FORMER])
    others = len(names) - FORMER
    return [f"formerly {shown}" + (f" and {others:,} other names" if others > 0 else "")]


def _actions(found: dict[str, object]) -> None:
    """What can be done with an entity: every action stands here, in one line."""
    entity_id = str(found["entity_id"])
    links = [link("Graph", graph_place(entity_id))]
    if found["entity_kind"] in COMPARED or entity_id.startswith("bioguide:"):
        links.append(link("Compare", Place("views/compare.py", {"id": entity_id})))
    if not is_missing(found["record_url"]) and is_web(found["record_url"]):
        links.append(f"[Public page]({found['record_url']})")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(" · ".join(links), width="content")
        _dossier(found)
        pin_button(entity_pin(found), "entity")
        watch_button(found)


# What stands before the colon of an id, in words; ids that we made are of use to nobody.
PREFIXES = {
    "uei": "Unique entity id (UEI)",
    "fec": "FEC id",
    "bioguide": "Biographical Directory id",
    "agency": "Agency code",
}


def id_words(entity_id: str) -> str:
    """The publisher's id in words, small and to be copied; nothing of ids that are hashes."""
    prefix, _, number = entity_id.partition(":")
    return f"{PREFIXES[prefix]} **{markdown(number, 40)}**" if prefix in PREFIXES else ""


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
