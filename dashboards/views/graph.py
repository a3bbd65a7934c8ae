"""The neighbourhood of an entity or of a case; every edge opens to its records."""

import pandas as pd
import streamlit as st

from dashboards import canvas, queries, records, shell
from dashboards.kinds import KINDS
from dashboards.texts import markdown, plain
from etl.graph import case_graph, neighbourhood

MAX_NODES = 120


def chosen_graph():
    """The graph that the address asks for; the case where it asks for none."""
    entity_id = st.query_params.get("entity")
    if entity_id:
        hops = st.slider("Links away", 1, 4, _hops())
        st.query_params["hops"] = str(hops)
        return neighbourhood(queries.connection(), [entity_id], hops, MAX_NODES)
    return case_graph(queries.connection(), st.query_params.get("case", "golden_dome"))


def _hops():
    """The number of links in the address, when it is one to four."""
    given = st.query_params.get("hops", "2")
    return int(given) if given in ("1", "2", "3", "4") else 2


def heading():
    """Whose graph this is."""
    entity_id = st.query_params.get("entity")
    if not entity_id:
        st.caption("The case of the Golden Dome missile shield: who founded, funded, gave, sits.")
        return
    found = queries.entity(entity_id)
    if found is None:
        st.warning("No entity of that id is loaded. Search for a name above.")
        return
    kind = KINDS[found["entity_kind"]].title
    st.subheader(markdown(found["name"]))
    facts = [kind, *(str(found[name]) for name in ("place", "summary") if found[name])]
    st.markdown(markdown(" · ".join(facts), 400))
    if found["record_url"]:
        st.link_button("Open the public page", found["record_url"])
    if st.button("Back to the whole case"):
        st.switch_page("views/graph.py", query_params={"case": "golden_dome"})


def edge_table(edges, names):
    """The graph's edges as a table."""
    return pd.DataFrame(
        [
            {
                "from": plain(names[edge["from_id"]], 80),
                "link": edge["link_type"].replace("_", " "),
                "to": plain(names[edge["to_id"]], 80),
                "USD": None if edge["amount_usd"] is None else float(edge["amount_usd"]),
                "amount is": edge["amount_basis"],
                "first": edge["first_date"],
                "last": edge["last_date"],
                "records": edge["record_count"],
                "known by": edge["basis"],
                "says": plain(edge["label"] or "", 120),
            }
            for edge in edges
        ]
    )


def draw():
    """Canvas, the chosen link's records, and the same links as a table."""
    graph = chosen_graph()
    if graph.number_of_edges() == 0:
        st.info("No links are loaded here. Load more files and build again, or search above.")
        return
    if graph.graph["is_cut"]:
        st.warning(f"Only the {MAX_NODES} entities with the largest sums are drawn.")
    canvas.legend()
    chosen = st.query_params.get("edge") or st.query_params.get("entity")
    canvas.graph_canvas(graph, chosen, key="canvas")
    edges = [data for _, _, data in graph.edges(data=True)]
    names = dict(graph.nodes(data="name"))
    if st.query_params.get("edge"):
        records.link_details(st.query_params["edge"])
    else:
        st.caption("Click a link, or choose a row below, to see its records.")
    rows = st.dataframe(
        edge_table(edges, names),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="links",
        column_config={
            "USD": st.column_config.NumberColumn("USD", format="dollar"),
            "first": st.column_config.DateColumn(),
            "last": st.column_config.DateColumn(),
        },
    ).selection.rows
    if rows and st.session_state.get("row") != edges[rows[0]]["link_id"]:
        st.session_state["row"] = st.query_params["edge"] = edges[rows[0]]["link_id"]
        st.rerun()


shell.head("Relationship graph")
heading()
draw()
shell.foot()
