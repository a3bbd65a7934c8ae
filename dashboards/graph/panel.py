"""What a chosen node says, and what can be done with it."""

from __future__ import annotations

import streamlit as st

from dashboards.base import queries
from dashboards.base.kinds import KINDS
from dashboards.base.places import entity_place, go
from dashboards.base.texts import count_of, is_web, markdown, plain
from dashboards.graph.drawing import Drawing
from dashboards.graph.view import View, change, start


def pick(kind: str, picked_id: str) -> None:
    """Remember what was clicked in the address."""
    # A link keeps the node beside it; another node closes the link.
    change(**({"edge": picked_id} if kind == "edge" else {"node": picked_id, "edge": None}))


def chooser(view: View, drawn: Drawing) -> None:
    """The nodes as a list: by keyboard it does what a click on the canvas does."""
    nodes = dict(drawn.graph.nodes(data=True))
    ordered = sorted(nodes, key=lambda node: (plain(nodes[node]["name"]).upper(), node))

    def keep_change() -> None:
        change(node=st.session_state["node"], edge=None)

    # The address decides; a value that is not among the options cannot stand in the control.
    st.session_state["node"] = view.node if view.node in nodes else None
    st.selectbox(
        "Choose a node",
        ordered,
        format_func=lambda node: (
            f"{plain(nodes[node]['name'], 80)} ({KINDS[nodes[node]['kind']].title})"
        ),
        key="node",
        placeholder="in the order of the alphabet",
        on_change=keep_change,
    )


def node_panel(view: View, drawn: Drawing) -> None:
    """The chosen node's facts and its buttons."""
    if not view.node:
        return
    found = queries.entity(view.node)
    if found is None:
        return
    with st.container(border=True):
        kind = KINDS[str(found["entity_kind"])]
        st.markdown(f"#### {markdown(found['name'])}")
        facts = [kind.title, *(str(found[name]) for name in ("place", "summary") if found[name])]
        facts.append(count_of(int(str(found["link_count"])), "link") + " in the records loaded")
        st.markdown(markdown(" · ".join(facts), 400))
        if view.node not in drawn.graph:
            st.caption("This node is not drawn in this view.")
        else:
            st.caption(f"{count_of(drawn.graph.degree(view.node), 'link')} drawn here.")
        if is_web(found["record_url"]):
            st.link_button("Open the public page", str(found["record_url"]))
        _buttons(view, drawn, str(found["entity_kind"]))


def _buttons(view: View, drawn: Drawing, kind: str) -> None:
    """Expand, open, centre, hide, and the two questions that start here."""
    node = str(view.node)
    is_drawn = node in drawn.graph
    with st.container(horizontal=True):
        if node in view.expanded:
            left = [i for i in view.expanded if i != node]
            st.button("Fold", on_click=change, kwargs={"expanded": left or None})
        else:
            grown = {"expanded": [*view.expanded, node]}
            st.button("Expand", on_click=change, kwargs=grown, disabled=not is_drawn)
        if st.button("Open its page"):
            go(entity_place(node, kind))
        st.button("Centre here", on_click=start, kwargs={"entity": [node], "node": node})
        away = {"hidden": [*view.hidden, node], "node": None}
        st.button("Hide", on_click=change, kwargs=away, disabled=not is_drawn)
        # `from` is a word of Python.
        st.button("Paths from here", on_click=start, kwargs={"from_": node, "to": ""})
        if kind == "organization":
            st.button("Loops from here", on_click=start, kwargs={"loops": node})


def hidden(view: View) -> None:
    """How many nodes are hidden, and the way back."""
    if view.hidden:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"{count_of(len(view.hidden), 'node')} hidden.")
            st.button("Show all again", on_click=change, kwargs={"hidden": None})
