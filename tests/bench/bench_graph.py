"""How fast the graph answers: two-hop neighbourhoods, ranked paths and loops, of 1,000,000 links.

Run: `python -m tests.bench.bench_graph [LINKS]` (two threads). An invented graph with heavy tails
and three committees of some 100,000 links; 30 entities to start from, five of each kind by hash
and the five largest. Beside it, what anyone would try first: the whole graph in networkx, asked
six of the questions. And the same neighbourhoods from marts.edge, to say what marts.neighbour is
worth. It prints
figures and asserts none; the targets are 200 ms and 2 s, and for the places of 500 and of 2,000
nodes two and eight seconds of two threads.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

import duckdb
import networkx as nx

from etl.graph.layout import positions
from etl.graph.loops import contractor_loops
from etl.graph.paths import PathQuestion, ranked_paths
from etl.graph.reach import UNIT, hub_cost, link_cost
from etl.graph.slices import Filters, neighbourhood
from tests.bench.graph_data import LINKS, fill
from tests.bench.measure import FLAG, Figures, answer, bench_folder, measured

MODULE = "tests.bench.bench_graph"
PATIENCE = 20  # seconds after which a baseline's answer is given up
ASKED_OF_BASELINE = 6


def made(data: Path, database: str, links: str) -> Figures:
    """The graph, in a process of its own so that its memory is not counted to the others."""
    with duckdb.connect(database) as engine:
        return {"links": fill(engine, int(links))}


def _opened(database: str) -> duckdb.DuckDBPyConnection:
    engine = duckdb.connect(database, read_only=True)
    engine.execute("set threads = 2")
    return engine


def _starts(engine: duckdb.DuckDBPyConnection) -> list[str]:
    """Thirty entities, the largest ones last."""
    rows = engine.execute(
        "select entity_id from (select entity_id, entity_kind, link_count, hash(entity_id || 's') "
        "as h from marts.entity) qualify row_number() over (partition by entity_kind order by h) "
        "<= 5 order by h"
    ).fetchall()
    large = engine.execute(
        "select entity_id from marts.entity order by link_count desc, entity_id limit 5"
    ).fetchall()
    return [row[0] for row in (*rows, *large)]


def _pairs(starts: list[str]) -> list[tuple[str, str]]:
    return [(start, starts[(place + 7) % len(starts)]) for place, start in enumerate(starts)]


def _timed(ask: Callable[..., object], questions: Iterable[tuple[str, ...]]) -> Figures:
    """Median, 95th percentile and longest of one call for each question, in milliseconds."""
    took = []
    for question in questions:
        start = time.perf_counter()
        ask(*question)
        took.append((time.perf_counter() - start) * 1000)
    p95 = quantiles(took, n=20, method="inclusive")[-1]
    return {"median": median(took), "p95": p95, "most": max(took), "asked": len(took)}


def hops(data: Path, database: str) -> Figures:
    """Two-hop neighbourhoods of 120 entities at most."""
    engine = _opened(database)
    starts = _starts(engine)
    return _timed(lambda start: neighbourhood(engine, [start], 2, 120), zip(starts, strict=True))


def edge_hops(data: Path, database: str) -> Figures:
    """The same, read from marts.edge by both of its ends."""
    engine = _opened(database)
    starts = _starts(engine)

    def ask(start: str) -> None:
        kept = [start]
        frontier = kept
        for _ in range(2):
            rows = engine.execute(
                "select end_id from (select to_id as end_id, * from marts.edge where from_id in "
                "(select unnest($ids)) union all select from_id, * from marts.edge where to_id in "
                "(select unnest($ids))) where end_id not in (select unnest($kept)) group by end_id "
                "order by max(abs(coalesce(amount_usd, 0))) desc, max(record_count) desc, "
                "min(link_id), end_id limit $most",
                {"ids": frontier, "kept": kept, "most": 121 - len(kept)},
            ).fetchall()
            frontier = [row[0] for row in rows][: 120 - len(kept)]
            kept = kept + frontier
        engine.execute(
            "select * exclude (evidence) from marts.edge where from_id in (select unnest($ids)) "
            "and to_id in (select unnest($ids))",
            {"ids": kept},
        ).fetchall()
        engine.execute(
            "select * from marts.entity where entity_id in (select unnest($ids))", {"ids": kept}
        ).fetchall()

    return _timed(ask, zip(starts, strict=True))


def paths(data: Path, database: str) -> Figures:
    """Ten paths of six links at most."""
    engine = _opened(database)
    proven = 0

    def ask(left: str, right: str) -> None:
        nonlocal proven
        proven += not ranked_paths(engine, PathQuestion(left, right, 10, 6)).is_cut

    return {**_timed(ask, _pairs(_starts(engine))), "proven": proven}


def loops(data: Path, database: str) -> Figures:
    """Loops of thirty contractors, the largest employers among them."""
    engine = _opened(database)
    rows = engine.execute(
        "select entity_id from marts.entity where entity_kind = 'organization' "
        "order by link_count desc, entity_id limit 30"
    ).fetchall()
    return _timed(lambda firm: contractor_loops(engine, firm, Filters()), rows)


def _whole(database: str) -> tuple[nx.MultiDiGraph, list[str]]:
    """Every link in networkx."""
    engine = _opened(database)
    graph = nx.MultiDiGraph()
    rows = engine.execute(
        "select from_id, to_id, link_id, link_type, first_date, last_date, amount_usd, score "
        "from marts.edge"
    ).fetchall()
    names = ("link_type", "first_date", "last_date", "amount_usd", "score")
    for origin, target, link_id, *stated in rows:
        graph.add_edge(origin, target, link_id, **dict(zip(names, stated, strict=True)))
    return graph, _starts(engine)


def whole_hops(data: Path, database: str) -> Figures:
    """Neighbourhoods by networkx, whole: it knows no largest sums."""
    start = time.perf_counter()
    graph, starts = _whole(database)
    load = time.perf_counter() - start
    ask = lambda entity: nx.ego_graph(graph, entity, 2, undirected=True)  # noqa: E731
    asked = starts[:: len(starts) // ASKED_OF_BASELINE]
    return {**_timed(ask, zip(asked, strict=True)), "load": load}


def whole_paths(data: Path, database: str) -> Figures:
    """Paths by networkx, the same costs; what is not done in 20 seconds is given up."""
    start = time.perf_counter()
    graph, starts = _whole(database)
    degree = dict(graph.degree)
    plain = nx.Graph()
    for origin, target, score in graph.edges(data="score"):
        passing = (hub_cost(degree[origin]) + hub_cost(degree[target])) / 2
        plain.add_edge(origin, target, cost=(link_cost(score) + passing) / UNIT)
    load = time.perf_counter() - start
    given_up = 0

    def ask(left: str, right: str) -> None:
        nonlocal given_up
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        try:
            ways = nx.shortest_simple_paths(plain, left, right, weight="cost")
            list(islice((way for way in ways if len(way) <= 7), 10))
        except (TimeoutError, nx.NetworkXNoPath):
            given_up += 1
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    signal.signal(signal.SIGALRM, _give_up)
    asked = _pairs(starts)[:: len(starts) // ASKED_OF_BASELINE]
    return {**_timed(ask, asked), "load": load, "given_up": given_up}


def layout(data: Path, database: str) -> Figures:
    """Places of the nodes of an invented graph with hubs, three links each, in processor time."""
    took = []
    for count in (500, 2000):
        graph = nx.MultiDiGraph(nx.barabasi_albert_graph(count, 3, seed=1))
        start = time.process_time()
        positions(nx.relabel_nodes(graph, str))
        took.append((time.process_time() - start) * 1000)
    return {"median": took[0], "p95": took[1], "most": took[1], "asked": len(took)}


def _give_up(*_: object) -> None:
    raise TimeoutError


def _say(title: str, figures: Figures) -> None:
    """One line of a way's figures."""
    more = f"  loaded in {figures['load']:.0f} s" if "load" in figures else ""
    if "proven" in figures:
        more += f"  {figures['proven']:.0f} of {figures['asked']:.0f} proven to be the best"
    if figures.get("given_up"):
        more += f"  {figures['given_up']:.0f} of {figures['asked']:.0f} given up after {PATIENCE} s"
    print(
        f"{title:34} median {figures['median']:8,.0f} ms  p95 {figures['p95']:8,.0f} ms  "
        f"longest {figures['most']:8,.0f} ms  {figures['peak_mb']:6,.0f} MB{more}",
        flush=True,
    )


def main(links: int) -> None:
    """Make the graph once and measure every way on it."""
    with bench_folder("graph") as folder:
        database = folder / "graph.duckdb"
        made = measured(MODULE, "made", folder, database, links)
        print(f"{made['links']:,} links made in {made['seconds']:.0f} s", flush=True)
        for title, way in (
            ("two hops", "hops"),
            ("two hops from marts.edge", "edge_hops"),
            ("two hops, whole graph in networkx", "whole_hops"),
            ("10 paths up to 6 links", "paths"),
            ("10 paths, whole graph in networkx", "whole_paths"),
            ("loops of a contractor", "loops"),
            ("places of 500 and of 2,000 nodes", "layout"),
        ):
            _say(title, measured(MODULE, way, folder, database))


if __name__ == "__main__":
    if sys.argv[1:2] == [FLAG]:
        ways = {"hops": hops, "edge_hops": edge_hops, "paths": paths, "loops": loops}
        ways |= {"made": made, "layout": layout}
        answer(ways | {"whole_hops": whole_hops, "whole_paths": whole_paths}, sys.argv[2:])
    else:
        main(*[int(n) for n in sys.argv[1:2]] or (LINKS,))
