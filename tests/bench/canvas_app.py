"""One page with one canvas, for tests.bench.bench_canvas: ?canvas=ours&nodes=500."""

from __future__ import annotations

import random
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dashboards.base.kinds import KINDS  # noqa: E402
from dashboards.graph.canvas import graph_canvas  # noqa: E402
from dashboards.graph.drawing import Drawing  # noqa: E402
from dashboards.graph.view import View  # noqa: E402
from etl.graph.layout import positions  # noqa: E402
from etl.graph.picture import pictured  # noqa: E402
from etl.graph.signs import edge_width, node_label  # noqa: E402
from etl.graph.svg import Lettering  # noqa: E402

HEIGHT = 640
PROBE = "#ff00ff"  # the first node has this colour, so that a camera finds it


def link(number: int, ends: tuple[str, str], draw: random.Random) -> dict[str, Any]:
    """An invented link as the graph holds it."""
    amount = Decimal(draw.randrange(1, 10**8)) if number % 2 else None
    stated = {"amount_usd": amount, "amount_basis": "itemized", "score": None}
    stated |= {"first_date": None, "last_date": None, "label": "a role"}
    stated |= {"basis": "identifier", "strength": "identifier", "certainty": 1.0}
    return stated | {
        "link_id": f"link{number}",
        "link_type": "contributed_to",
        "from_id": ends[0],
        "to_id": ends[1],
    }


@st.cache_data(show_spinner=False)
def drawn(count: int) -> tuple[nx.MultiDiGraph, dict[str, tuple[float, float]]]:
    """A graph with hubs, three links for each node, placed as the page places it."""
    draw, kinds = random.Random(5), list(KINDS)
    graph = nx.MultiDiGraph()
    for number in range(count):
        name = f"INVENTED NAME NUMBER {number}"
        kind = kinds[number % len(kinds)]
        graph.add_node(f"n{number}", kind=kind, name=name, place="VA", link_count=3)
    for number in range(3 * count):
        ends = f"n{draw.randrange(count)}", f"n{int(count * draw.random() ** 2)}"
        graph.add_edge(*ends, key=f"link{number}", **link(number, ends, draw))
    return graph, positions(graph)


def answered(kind: str, found: object) -> None:
    """What Python was told, where the measure can see it."""
    st.session_state["answer"] = f"answered {kind} {found}"


def ours(graph: nx.MultiDiGraph, places: dict[str, tuple[float, float]]) -> None:
    """Our canvas; what is clicked becomes the address."""
    picture, words = pictured(graph, places), Lettering("bench", "notice")
    graph_canvas(View(), Drawing(graph, places, None, ()), picture, words)
    node = st.query_params.get("node")
    if node:
        answered("node", node)


def elements(graph: nx.MultiDiGraph, places: dict[str, tuple[float, float]]) -> dict[str, Any]:
    """The graph as both wrappers of Cytoscape.js take it."""
    nodes = [
        {
            "data": {
                "id": node,
                "label": "probe" if node == "n0" else "node",
                "name": data["name"],
            },
            "position": {"x": places[node][0], "y": places[node][1]},
        }
        for node, data in graph.nodes(data=True)
    ]
    edges = [
        {"data": {"id": key, "label": "link", "source": origin, "target": target}}
        for origin, target, key in graph.edges(keys=True)
    ]
    return {"nodes": nodes, "edges": edges}


def wrapper(module: Any, function: Any) -> Any:
    """st-link-analysis, or streamlit-cytoscape, which is made after it."""

    def draw(graph: nx.MultiDiGraph, places: dict[str, tuple[float, float]]) -> None:
        found = function(
            elements(graph, places),
            layout={"name": "preset"},
            node_styles=[
                module.NodeStyle("probe", PROBE, "name"),
                module.NodeStyle("node", "#2f74bd", "name"),
            ],
            edge_styles=[module.EdgeStyle("link", directed=True)],
            events=[module.Event("clicked", "click tap", "node")],
            height=HEIGHT,
            key="canvas",
        )
        if found:
            answered("node", str(found)[:80])

    return draw


def agraph(graph: nx.MultiDiGraph, places: dict[str, tuple[float, float]]) -> None:
    import streamlit_agraph as module

    nodes = [
        module.Node(
            node,
            label=node_label(data["name"]),
            color=PROBE if node == "n0" else "#2f74bd",
            size=17,
            x=places[node][0],
            y=places[node][1],
        )
        for node, data in graph.nodes(data=True)
    ]
    edges = [
        module.Edge(origin, target, width=edge_width(data), label="")
        for origin, target, data in graph.edges(data=True)
    ]
    found = module.agraph(nodes, edges, module.Config(1300, HEIGHT, physics=False))
    if found:
        answered("node", found)


def pyvis(graph: nx.MultiDiGraph, places: dict[str, tuple[float, float]]) -> None:
    """pyvis writes a page of its own, which cannot answer."""
    from pyvis.network import Network

    found = Network(f"{HEIGHT}px", "100%", directed=True, cdn_resources="in_line")
    found.toggle_physics(False)
    for node, data in graph.nodes(data=True):
        x, y = places[node]
        colour = PROBE if node == "n0" else "#2f74bd"
        found.add_node(node, label=node_label(data["name"]), color=colour, x=x, y=y, size=17)
    for origin, target in graph.edges():
        found.add_edge(origin, target)
    st.components.v1.html(found.generate_html(), height=HEIGHT)


def canvas(name: str) -> Any:
    """The function that draws; raises ImportError where the package is not installed."""
    if name == "st-link-analysis":
        import st_link_analysis as module

        return wrapper(module, module.st_link_analysis)
    if name == "streamlit-cytoscape":
        import streamlit_cytoscape as module

        return wrapper(module, module.streamlit_cytoscape)
    return {"ours": ours, "streamlit-agraph": agraph, "pyvis": pyvis}[name]


st.set_page_config(layout="wide")
canvas(st.query_params["canvas"])(*drawn(int(st.query_params["nodes"])))
st.write(st.session_state.get("answer", "waiting"))
