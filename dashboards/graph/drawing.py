"""From a view to what is drawn: nodes, links and places, found once and kept for the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx
import streamlit as st

from dashboards.base import queries
from dashboards.graph.view import View
from etl.common.settings import database_path
from etl.graph.layout import Place, below, beside, in_columns, positions
from etl.graph.loops import AFFILIATION_TYPES, Loop, Loops, contractor_loops
from etl.graph.paths import Path, PathQuestion, RankedPaths, ranked_paths
from etl.graph.slices import case_graph, expand, graph_of, neighbourhood

ADDED = 25
# Loops share their ends: more than a few lie over each other.
DRAWN_LOOPS, DRAWN_GIVERS = 5, 12
Ways = RankedPaths | Loops | None
Base = tuple[nx.MultiDiGraph, dict[str, Place], Ways]


@dataclass(frozen=True)
class Drawing:
    """The graph with a place for every node, hidden ones too; `notes` say what is left out."""

    graph: nx.MultiDiGraph
    places: dict[str, Place]
    ways: Ways
    notes: tuple[str, ...]


def drawing(view: View) -> Drawing:
    """What a view draws. Raises ThroughlineError where its question has no answer."""
    path = database_path()
    # The cache must forget what an older database said.
    stamp = (str(path), path.stat().st_mtime_ns if path.exists() else 0)
    # The text is the key of the cache; Streamlit leaves out what begins with _.
    graph, places, ways = _base(stamp, repr(view.question), view.question)
    notes = ["cut"] if graph.graph.get("is_cut") else []
    for entity_id in view.expanded:
        if entity_id in places:
            graph, places, is_cut = _with_neighbours((graph, places), entity_id, view)
            notes += [entity_id] if is_cut else []
    # At last, so that the places of the others do not move. cache_data hands out copies.
    graph.remove_nodes_from(view.hidden)
    return Drawing(graph, places, ways, tuple(notes))


@st.cache_data(max_entries=12, show_spinner="Reading the links and placing them …")
def _base(stamp: tuple[str, int], question: str, _view: View) -> Base:
    """The graph of a question before anything is expanded or hidden."""
    connection = queries.connection()
    if _view.kind == "paths":
        return _paths(_view)
    if _view.kind == "loops":
        return _loops(_view)
    if _view.kind == "case":
        graph = case_graph(connection, _view.case_id, _view.filters)
    else:
        ids = list(_view.entities)
        graph = neighbourhood(connection, ids, _view.hops, _view.most, _view.filters)
    return graph, positions(graph), None


def _with_neighbours(
    drawn: tuple[nx.MultiDiGraph, dict[str, Place]], entity_id: str, view: View
) -> tuple[nx.MultiDiGraph, dict[str, Place], bool]:
    """The graph with an entity's neighbours in free places; what was drawn stays where it is."""
    graph, places = drawn
    connection = queries.connection()
    found, is_cut = expand(connection, list(places), entity_id, ADDED, view.filters)
    more = graph_of(connection, [*places, *found], view.filters)
    newcomers = set(found)
    # Links among those drawn are taken from `graph`: a path or loop shows chosen ones only.
    old = [
        (origin, target, key)
        for origin, target, key in more.edges(keys=True)
        if origin not in newcomers and target not in newcomers
    ]
    more.remove_edges_from(old)
    more.remove_nodes_from([node for node in places if node not in graph])
    return nx.compose(more, graph), places | beside(places, entity_id, found), is_cut


def _paths(view: View) -> Base:
    """The paths of a question, or the one chosen, from left to right."""
    if not view.from_id or not view.to_id:
        return nx.MultiDiGraph(), {}, None
    question = PathQuestion(view.from_id, view.to_id, filters=view.filters)
    found = ranked_paths(queries.connection(), question)
    paths = _choose(found.paths, view.way, len(found.paths))
    columns = _path_columns(paths)
    links = {link.link_id for path in paths for step in path.steps for link in step}
    return _only(columns, links, view), in_columns(columns), found


def _path_columns(paths: tuple[Path, ...]) -> dict[str, int]:
    """Each entity as near to the start as a path takes it; the end stands last."""
    columns: dict[str, int] = {}
    for path in paths:
        for column, entity in enumerate(path.entities):
            columns[entity.entity_id] = min(column, columns.get(entity.entity_id, column))
    if paths:
        # A short path would pull the end between the others.
        columns[paths[0].entities[-1].entity_id] = max(path.length for path in paths)
    return columns


def _loops(view: View) -> Base:
    """The loops of a contractor, or the one chosen, from the contractor round to its agencies."""
    if not view.contractor_id:
        return nx.MultiDiGraph(), {}, None
    filters = view.filters
    # Layers switch every type; a loop asks for those that tie a giver to the contractor.
    ties = tuple(kind for kind in view.types if kind in AFFILIATION_TYPES)
    asked = type(filters)(ties, filters.since, filters.until, filters.least_usd, view.score)
    found = contractor_loops(queries.connection(), view.contractor_id, asked)
    loops = _choose(found.loops, view.way, DRAWN_LOOPS)
    columns: dict[str, int] = {}
    for loop in loops:
        for column, entity_id in _round(loop):
            columns.setdefault(entity_id, column)
    # The contractor is both ends of a loop: below all, so that the line comes round.
    columns.pop(view.contractor_id, None)
    places = below(in_columns(columns), view.contractor_id) if loops else {}
    links = {i for loop in loops for i in (*loop.affiliation_ids, *loop.gift_ids)}
    links |= {link.link_id for loop in loops for link in loop.links}
    # No filters here: contractor_loops has held them against gifts, not against seats and
    # oversight.
    return _only(places, links, View()), places, found


def _round(loop: Loop) -> list[tuple[int, str]]:
    """Who stands in which column; people known only by their employer are never drawn."""
    givers = [(0, giver.entity_id) for giver in loop.named_givers[:DRAWN_GIVERS]]
    ends = (loop.committee, loop.member, loop.body, loop.agency)
    return givers + [(column, end.entity_id) for column, end in enumerate(ends, start=1)]


def _choose(ways: tuple, way: int | None, most: int) -> tuple:
    """The way of that number, or the first ones."""
    # A number from an old address may be larger than what is found now.
    return ways[way - 1 : way] if way and way <= len(ways) else ways[:most]


def _only(drawn: Iterable[str], links: set[str], view: View) -> nx.MultiDiGraph:
    """These entities and of the links among them only those."""
    graph = graph_of(queries.connection(), list(drawn), view.filters)
    others = [edge for edge in graph.edges(keys=True) if edge[2] not in links]
    graph.remove_edges_from(others)
    return graph
