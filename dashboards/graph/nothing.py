"""Why nothing is drawn, said only as far as it is true: no records, no such links, or a filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.places import graph_place, link
from dashboards.base.texts import count_of, markdown
from dashboards.graph.address import change
from dashboards.graph.drawing import Drawing
from dashboards.graph.tools import set_filters
from dashboards.graph.view import FILTERS, View
from etl.common.queries import read_query
from etl.graph.opening import link_count
from etl.graph.slices import EVERY_LINK

BEGINNINGS = 6
SINGLE = ("types", "since", "until", "usd", "score")


def nothing_drawn(view: View, drawn: Drawing, names: Mapping[str, str]) -> None:
    """The sentence for a view without links."""
    if view.hidden:
        shell.empty("Every link here ends at a node that is hidden.", "Show them again:")
    elif view.kind == "entities" and not view.entities:
        _begin()
    elif view.kind == "entities":
        _of_entities(view, names)
    elif view.kind == "case":
        blocked = _or(set_filters(view))
        reason = (
            f"The filters leave none of the case's links: {blocked}."
            if blocked
            else ("This case names entities, and no link between them is loaded.")
        )
        shell.empty(reason, "Take the filters off, or begin with a name.")
        _take_off(view)
    # Paths and loops say for themselves what was found.


def _begin() -> None:
    """Whom to begin with."""
    rows = queries.rows(read_query("graph/begin"), {"most": BEGINNINGS})
    if not rows:
        shell.empty("No firm with links is loaded.", "Load records, then build.")
        return
    listed = " · ".join(link(row["name"], graph_place(row["entity_id"]), 60) for row in rows)
    st.markdown(f"Type a name above, or begin with a firm of many links: {listed}")


def _of_entities(view: View, names: Mapping[str, str]) -> None:
    """Whether the entities have no links at all, or which filter keeps them out."""
    who = markdown(", ".join(names[i] for i in view.entities[:4]), 200)
    engine = queries.connection()
    whole = link_count(engine, view.entities)
    if not whole:
        st.info(f"The records loaded hold no link of {who}. Other names or more records may.")
        return
    st.info(f"{who}: {count_of(whole, 'link')} in the records loaded, and none passes the filters. "
            + _which_filter(view))  # fmt: skip
    _take_off(view)


def _which_filter(view: View) -> str:
    """The filters that alone keep links out; or that only all of them together do."""
    engine, found = queries.connection(), []
    for name in SINGLE:
        value = getattr(view, name)
        if value in (None, ()):
            continue
        others = replace(view, **{name: getattr(View(), name)})
        passing = link_count(engine, view.entities, others.filters)
        if passing:
            only = replace(View(), **{name: value})
            found.append(f"without “{_or(set_filters(only))}”, {count_of(passing, 'link')} would")
    if found:
        return markdown(f"{'; '.join(found)}.", 600)
    return markdown(f"They are: {_or(set_filters(view))}.", 600)


def _or(words: list[str]) -> str:
    return "; ".join(words)


def _take_off(view: View) -> None:
    if view.filters != EVERY_LINK:
        st.button("Take the filters off", on_click=change, kwargs=dict.fromkeys(FILTERS, None))
