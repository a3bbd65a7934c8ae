"""From a view to what is drawn: nodes, links and places, found once and kept for the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import networkx as nx
import streamlit as st

from dashboards.base import queries
from dashboards.graph.view import View, owner
from etl.common.settings import database_path
from etl.graph.dragged import dragged
from etl.graph.layout import Place, below, beside, in_columns, positions
from etl.graph.loops import AFFILIATION_TYPES, Loop, Loops, contractor_loops
from etl.graph.opening import Rest, more_of, opened
from etl.graph.opening import rests as rests_of
from etl.graph.paths import Path, PathQuestion, RankedPaths, ranked_paths
from etl.graph.slices import case_graph, graph_of, neighbourhood

# Loops share their ends: more than a few lie over each other.
DRAWN_LOOPS, DRAWN_GIVERS = 5, 12
Ways = RankedPaths | Loops | None
Base = tuple[nx.MultiDiGraph, dict[str, Place], Ways]


@dataclass(frozen=True)
class Drawing:
    """The graph with a place for every node, hidden ones too; `notes` say what is left out.

    `rests` are counts of what is not drawn, `opened` the entities of which nothing is folded.
    """

    graph: nx.MultiDiGraph
    places: dict[str, Place]
    ways: Ways
    notes: tuple[str, ...]
    rests: tuple[Rest, ...] = ()
    opened: frozenset[str] = frozenset()


def drawing(view: View) -> Drawing:
    """What a view draws. Raises ThroughlineError where its question has no answer."""
    path = database_path()
    # The cache must forget what an older database said.
    stamp = (str(path), path.stat().st_mtime_ns if path.exists() else 0)
    # The texts are the key of the cache; Streamlit leaves out what begins with _.
    grown = _grown(stamp, repr(view.question), view.expanded, view)
    graph = grown.graph
    # At last, so that the places of the others do not move. cache_data hands out copies.
    graph.remove_nodes_from(view.hidden)
    rests = [r for r in grown.rests if r.entity_id in graph and r.rest_id not in view.hidden]
    places = grown.places | dragged(view.dressing.at, grown.places)
    return replace(grown, places=places, rests=tuple(rests))


@st.cache_data(max_entries=24, show_spinner=False)
def _grown(
    stamp: tuple[str, int], question: str, expanded: tuple[str, ...], _view: View
) -> Drawing:
    """What a question draws with all that was opened; what was drawn before stays in its place."""
    graph, places, ways = _base(stamp, question, _view.question)
    notes = ["cut"] if graph.graph.get("is_cut") else []
    rests = list(graph.graph.get("rests", ()))
    opened_ids = list(_view.entities)
    for opened_id in expanded:
        if owner(opened_id) in graph:
            graph, places = _with_neighbours((graph, places), opened_id, _view)
            opened_ids += [opened_id] if opened_id in graph else []
    if expanded:
        # A count beside what was drawn whole before it was opened would be no count of it.
        counted = [i for i in opened_ids if _view.hops == 1 or i in expanded]
        rests = rests_of(queries.connection(), counted, graph, _view.filters)
        for rest in rests:
            if rest.rest_id not in places:
                places = places | beside(places, rest.entity_id, [rest.rest_id])
    return Drawing(graph, places, ways, tuple(notes), tuple(rests), frozenset(opened_ids))


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
    elif _view.hops == 1:
        graph = opened(connection, list(_view.entities), _view.most, _view.filters)
        return graph, positions(_with_rests(graph)), None
    else:
        ids = list(_view.entities)
        graph = neighbourhood(connection, ids, _view.hops, _view.most, _view.filters)
    return graph, positions(graph), None


def _with_rests(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The graph with a node for each count, so that it has a place as well."""
    whole = nx.MultiDiGraph(list(graph.edges()))
    whole.add_nodes_from(graph)
    whole.add_edges_from((rest.entity_id, rest.rest_id) for rest in graph.graph["rests"])
    return whole


def _with_neighbours(
    drawn: tuple[nx.MultiDiGraph, dict[str, Place]], opened_id: str, view: View
) -> tuple[nx.MultiDiGraph, dict[str, Place]]:
    """The graph with what is opened in free places; what was drawn stays where it is."""
    graph, places = drawn
    connection = queries.connection()
    found = more_of(connection, opened_id, list(graph), view.filters)
    more = graph_of(connection, [*graph, *found], view.filters)
    newcomers = set(found)
    # Links among those drawn are taken from `graph`: a path or loop shows chosen ones only.
    old = [
        (origin, target, key)
        for origin, target, key in more.edges(keys=True)
        if origin not in newcomers and target not in newcomers
    ]
    more.remove_edges_from(old)
    beginning = opened_id if opened_id in places else owner(opened_id)
    free = beside(places, beginning, [i for i in found if i not in places])
    return nx.compose(more, graph), places | free


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
