"""The graph to take away as GraphML, with the notice and the day of the build."""

from __future__ import annotations

import io

import networkx as nx

from dashboards.base.texts import plain
from dashboards.graph.drawing import Drawing
from etl.exports.networks import values
from etl.graph.svg import NAME_LENGTH


def graphml_bytes(drawn: Drawing, notice: str) -> bytes:
    """The graph as GraphML: what is not stated has no value, amounts are numbers in USD."""
    graph = nx.MultiDiGraph(notice=_text(notice, 20_000))
    # Sorted: the same view gives the same bytes.
    for node, data in sorted(drawn.graph.nodes(data=True)):
        x, y = drawn.places[node]
        stated = {name: data[name] for name in ("name", "kind", "place", "link_count")}
        graph.add_node(_text(node), **values(stated), x=x, y=y)
    # By the link's id alone: nodes and mappings as further keys would not compare.
    for _, _, link_id, data in sorted(drawn.graph.edges(keys=True, data=True), key=lambda e: e[2]):
        ends = _text(data["from_id"]), _text(data["to_id"])
        graph.add_edge(*ends, key=_text(link_id), **values(data))
    made = io.BytesIO()
    nx.write_graphml(graph, made)
    return made.getvalue()


def _text(text: object, length: int = NAME_LENGTH) -> str:
    """A text that XML can hold, not as markup: no control characters."""
    return plain(text, length)
