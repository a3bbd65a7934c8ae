"""The inspector beside the canvas: what a chosen node or line says, and what to do with it."""

from __future__ import annotations

import streamlit as st

from dashboards.base import queries
from dashboards.base.kinds import KINDS
from dashboards.base.places import entity_place, link, records_place
from dashboards.base.texts import count_of, is_web, markdown, plain
from dashboards.entity.records import evidence_table, link_facts
from dashboards.graph.address import change, start
from dashboards.graph.drawing import Drawing
from dashboards.graph.view import CAPTION_LENGTH, View
from etl.graph.opening import Rest
from etl.graph.picture import is_hub
from etl.graph.signs import edge_label, many_words

LISTED, RECORDS = 12, 5


def inspector(view: View, drawn: Drawing) -> None:
    """What is chosen, or how to choose; then what is folded or hidden, and the caption."""
    if view.edge:
        _edge_panel(view, drawn)
    elif view.node and Rest.of(view.node):
        _rest_panel(view)
    elif view.node:
        _node_panel(view, drawn)
    else:
        st.markdown("**Choose a node or a line** on the canvas, or a node from its list.")
        st.caption(
            f"{count_of(len(drawn.graph), 'entity', 'entities')} and "
            f"{count_of(drawn.graph.number_of_edges(), 'link')} are drawn. A framed name with a "
            "number is a count: it opens. Each step is an address: the browser's Back undoes it."
        )
    _groups(view, drawn)
    hidden(view)
    _caption(view)


def _node_panel(view: View, drawn: Drawing) -> None:
    """The chosen node's facts, what can be done with it, and its links that are drawn."""
    found = queries.entity(str(view.node))
    if found is None:
        return
    kind = str(found["entity_kind"])
    st.markdown(f"## {markdown(found['name'])}")
    facts = [KINDS[kind].title, *(str(found[n]) for n in ("place", "summary") if found[n])]
    st.markdown(markdown(" · ".join(facts), 400))
    whole = count_of(int(str(found["link_count"])), "link") + " in the records loaded"
    if view.node in drawn.graph:
        st.caption(f"{whole}, {drawn.graph.degree(view.node)} drawn here.")
    else:
        st.caption(f"{whole}. This node is not drawn in this view.")
    leads = []
    if kind not in ("seat", "congress_committee"):
        leads.append(link("Its page", entity_place(str(view.node), kind)))
    if is_web(found["record_url"]):
        leads.append(f"[Public record]({found['record_url']})")
    st.markdown(" · ".join(leads))
    _node_buttons(view, drawn, kind)
    if view.node in drawn.graph:
        _drawn_links(str(view.node), drawn)


def _node_buttons(view: View, drawn: Drawing, kind: str) -> None:
    """Open or fold, hide, focus, and the two questions that start here."""
    node = str(view.node)
    is_drawn = node in drawn.graph
    with st.container(horizontal=True):
        if node in view.expanded:
            left = [i for i in view.expanded if i != node]
            st.button("Fold", on_click=change, kwargs={"expanded": left})
        else:
            data = drawn.graph.nodes[node] if is_drawn else None
            more = data is not None and int(data["link_count"]) > drawn.graph.degree(node)
            is_whole = not more or (node in drawn.opened and not is_hub(data, 0))
            grown = {"expanded": [*view.expanded, node]}
            st.button("Open", on_click=change, kwargs=grown, disabled=is_whole)
        away = {"hidden": [*view.hidden, node], "node": None}
        st.button("Hide", on_click=change, kwargs=away, disabled=not is_drawn)
        st.button("Focus", on_click=start, kwargs={"entity": [node], "node": node},
                  help="Begin anew from here")  # fmt: skip
        # `from` is a word of Python.
        st.button("Paths from here", on_click=start, kwargs={"from_": node, "to": ""})
        if kind == "organization":
            st.button("Loops from here", on_click=start, kwargs={"loops": node})


def _drawn_links(node: str, drawn: Drawing) -> None:
    """The node's links that are drawn, each leading to its records."""
    edges = [
        (data["to_id"] if data["from_id"] == node else data["from_id"], data)
        for _, _, data in drawn.graph.edges(data=True)
        if node in (data["from_id"], data["to_id"])
    ]
    edges.sort(key=lambda edge: (edge[1]["link_type"], -abs(edge[1]["amount_usd"] or 0),
                                 edge[1]["link_id"]))  # fmt: skip
    lines = []
    for other, data in edges[:LISTED]:
        name = plain(drawn.graph.nodes[other]["name"], 60)
        arrow = "→" if data["from_id"] == node else "←"
        place = records_place(link=str(data["link_id"]))
        lines.append(f"- {link(f'{edge_label(data)} {arrow} {name}', place)}")
    st.markdown("\n".join(lines))
    if len(edges) > LISTED:
        st.caption(f"{len(edges) - LISTED:,} more in the table below.")


def _rest_panel(view: View) -> None:
    """A count that was opened whole, or is not drawn any more."""
    rest = Rest.of(str(view.node))
    if rest:
        st.caption(f"A count of {many_words(rest.link_type, rest.is_outward)}.")


def _edge_panel(view: View, drawn: Drawing) -> None:
    """The chosen link: what it says, how it is known, what speaks against more, its records."""
    found = queries.edge(str(view.edge))
    if found is None:
        st.warning("This link is not in the database that is loaded now.")
        return
    if view.edge not in {key for _, _, key in drawn.graph.edges(keys=True)}:
        st.warning("The chosen link is not drawn in this view; what it says stands here.")
    names = markdown(found["from_name"], 80), markdown(found["to_name"], 80)
    st.markdown(f"## {names[0]} {markdown(found['sentence'])} {names[1]}")
    st.markdown(" · ".join(markdown(fact, 400) for fact in link_facts(found)))
    place = records_place(link=str(view.edge))
    st.markdown(f"**{link('All records of this link', place)}**")
    _first_records(str(view.edge))
    st.caption(
        f"{markdown(found['description'], 1500)} **What speaks against reading more into it:** "
        f"{markdown(found['innocent'], 1500)}"
    )


def _first_records(link_id: str) -> None:
    """The first records as links to the publishers."""
    table = evidence_table("Records of this link", "record/of_link", {"link_id": link_id})
    rows = queries.rows(table.first or table.query, {**table.values, "most": RECORDS})
    for row in rows:
        text = markdown(row["record"], 120)
        is_open = is_web(row["open"])
        st.markdown(f"- [{text}]({row['open']})" if is_open else f"- {text} (in its file)")


def _groups(view: View, drawn: Drawing) -> None:
    """Kinds that can be folded into one, and what is folded."""
    counts: dict[str, int] = {}
    for _, data in drawn.graph.nodes(data=True):
        counts[data["kind"]] = counts.get(data["kind"], 0) + 1
    groups = list(view.dressing.groups)
    kinds = [k for k in KINDS if counts.get(k, 0) > 1 and f"kind:{k}" not in groups]
    if not kinds and not groups:
        return
    with st.popover("Fold a kind into one", width="stretch"):
        for kind in kinds:
            st.button(f"{KINDS[kind].title}: {counts[kind]}", key=f"fold-{kind}", on_click=change,
                      kwargs={"group": [*groups, f"kind:{kind}"]})  # fmt: skip
        if groups:
            st.button("Unfold all", on_click=change, kwargs={"group": None})


def hidden(view: View) -> None:
    """How many nodes are hidden, and the way back."""
    if view.hidden:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"{count_of(len(view.hidden), 'node')} hidden.")
            st.button("Show all again", on_click=change, kwargs={"hidden": None})


def _caption(view: View) -> None:
    """The reader's own words, which go with the picture."""

    def keep_change() -> None:
        change(caption=st.session_state["caption"].strip() or None)

    st.session_state["caption"] = view.dressing.caption
    st.text_area(
        "Caption of the picture",
        key="caption",
        max_chars=CAPTION_LENGTH,
        height=80,
        placeholder="your words; they go with the address, the PNG and the SVG",
        on_change=keep_change,
    )
