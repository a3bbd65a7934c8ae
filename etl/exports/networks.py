"""The chosen entities and links as one networkx graph that graph files can hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import networkx as nx

from etl.common.about import read_day, read_notices
from etl.common.database import query_rows
from etl.common.queries import read_query
from etl.common.settings import ThroughlineError
from etl.common.words import plain
from etl.exports.package import WrittenColumn

# Graph programs hold the whole graph in memory.
MOST_LINKS = 300_000
NAME_LENGTH, NOTICE_LENGTH = 400, 20_000
NODES = {
    "name": "its name",
    "kind": "person, organization, committee, agency, seat or committee of Congress",
    "place": "where it is, as the records say",
    "summary": "what it is in a line",
    "record_url": "its page at the publisher",
    "link_count": "links in the whole database",
}
NODE_COLUMNS = {"kind": "entity_kind"}  # where a column of marts has a longer name
LINKS = {
    "link_type": "what the link says: see marts.link_type",
    "label": "the link in words",
    "amount_usd": "dollars, where money flows; a number for graph programs, the records are exact",
    "amount_basis": "itemized: our sum of records; published_total: somebody else's",
    "first_date": "first day, ISO 8601",
    "last_date": "last day, ISO 8601",
    "record_count": "records behind it",
    "basis": "how the two ends are known",
    "score": "probability of the match, where it was weighed",
    "records": "ids of the first five records",
}


def chosen_graph(engine: duckdb.DuckDBPyConnection) -> nx.MultiDiGraph:
    """Chosen entities as nodes, chosen links as edges keyed by their ids, in the order of ids.

    What is not stated has no value. Raises ThroughlineError for more links than a graph program
    can hold.
    """
    count = query_rows(engine, read_query("exports/link_count"))[0]["link_count"]
    if count > MOST_LINKS:
        raise ThroughlineError(
            f"{count:,} links are too many for a graph file (at most {MOST_LINKS:,}): choose a "
            "part with --around ENTITY --hops N or --case NAME, or take neo4j, tables or ftm"
        )
    told = " ".join([*read_notices(engine), f"Built as of {read_day(engine)}."])
    graph = nx.MultiDiGraph(notice=plain(told, NOTICE_LENGTH))
    for row in query_rows(engine, read_query("exports/entity")):
        stated = {name: row[NODE_COLUMNS.get(name, name)] for name in NODES}
        graph.add_node(plain(row["entity_id"], NAME_LENGTH), **values(stated))
    for row in query_rows(engine, read_query("exports/graph_link")):
        ends = [plain(row[end], NAME_LENGTH) for end in ("from_id", "to_id")]
        graph.add_edge(*ends, key=row["link_id"], **values({name: row[name] for name in LINKS}))
    return graph


def values(stated: dict[str, Any]) -> dict[str, Any]:
    """Values that graph files know: texts without control characters, numbers, ISO days."""
    found: dict[str, Any] = {}
    for name, value in stated.items():
        if isinstance(value, Decimal):
            # Graph files know no decimals.
            found[name] = float(value)
        elif isinstance(value, date):
            found[name] = value.isoformat()
        elif isinstance(value, str):
            found[name] = plain(value, NAME_LENGTH)
        elif value is not None:
            found[name] = value
    return found


def columns() -> list[WrittenColumn]:
    """What nodes and links say."""
    nodes = [WrittenColumn(f"node.{name}", "attribute", about) for name, about in NODES.items()]
    return nodes + [
        WrittenColumn(f"edge.{name}", "attribute", about) for name, about in LINKS.items()
    ]
