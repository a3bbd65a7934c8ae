"""Watching an entity or a search from its page: one button each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dashboards.base.texts import markdown, plain
from etl.changes.watchlist import (
    WatchedEntity,
    WatchList,
    change_watched,
    read_watched,
)
from etl.common.settings import Settings, ThroughlineError

FAILED = "watch-error"


def watched() -> WatchList:
    """What is watched; nothing where the list cannot be read, which the page Watch says."""
    try:
        return read_watched(Settings())
    except ThroughlineError:
        return WatchList()


def watch_button(found: Mapping[str, object]) -> None:
    """Begin or stop watching an entity, a row of `entity/entity`."""
    entity_id = str(found["entity_id"])
    entity = WatchedEntity(entity_id, plain(found["name"], 200), str(found["entity_kind"]))
    is_there = entity_id in watched().ids
    _button(is_there, entity_id, lambda there: there.with_entity(entity), "watch-entity")


def _button(is_there: bool, key: str, begin: Callable[[WatchList], WatchList], name: str) -> None:
    """One button for both ways, which says how it stands."""
    st.button(
        "Stop watching" if is_there else "Watch",
        key=name,
        icon=":material/visibility_off:" if is_there else ":material/visibility:",
        help="The page Watch tells what changed for it between builds.",
        on_click=keep_watched,
        args=((lambda there: there.without(key)) if is_there else begin,),
    )
    say_watch_failure()


def keep_watched(change: Callable[[WatchList], WatchList]) -> None:
    """Change the list; what goes wrong is said in the run that follows."""
    try:
        change_watched(Settings(), change)
    except ThroughlineError as error:
        st.session_state[FAILED] = str(error)


def say_watch_failure() -> None:
    """Say what could not be kept in the run before."""
    if failed := st.session_state.pop(FAILED, None):
        st.error(markdown(failed, 600))
