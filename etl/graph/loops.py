"""Loops: contractor → its people, its PAC or itself → committee → member → overseer → agency.

Which ways round there are, and how much went each, stands in sql/measures/loop_way.sql. Loops that
differ only in who gave are one, with a head count. People who named the contractor as employer are
counted and not named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from etl.common.database import query_rows
from etl.common.queries import read_query
from etl.common.settings import ThroughlineError
from etl.common.vocabularies import link_types
from etl.graph.slices import EVERY_LINK, Entity, Filters, Link, entities_of, links_by_id

OWN_NAME = "contractor"
# who gave, in words, by the type of link that ties them to the contractor
GIVER_WORDS = {line["link_type"]: line["giver_words"] for line in link_types() if line["role_code"]}
AFFILIATION_TYPES = tuple(GIVER_WORDS)
# a contractor has one fund and one name: these are named and not counted
UNCOUNTED = {OWN_NAME} | {line["link_type"] for line in link_types() if line["role_code"] == "pac"}
CAUTION = (
    "Loops like these are common and say nothing by themselves: agencies have few overseers, "
    "members have many contributors, and contractors have many employees. A loop says neither "
    "that anyone knew of a gift nor that it moved anything. A person's gift is that person's."
)


@dataclass(frozen=True)
class Loop:
    """All ways over one committee, member, congressional committee and agency.

    Sums are of what was given in time and kept, people's, PACs' and the contractor's own apart;
    `giver_counts` is by type of tie, `contractor` in its own name. `links` are those from
    the committee to the award; those of the givers are named by id. `weakest` is the weakest link
    on the strongest way round; among equals the one at the largest hub, the most ordinary.
    """

    committee: Entity
    member: Entity
    body: Entity
    agency: Entity
    people_count: int
    giver_counts: dict[str, int]
    named_givers: tuple[Entity, ...]
    people_usd: Decimal | None
    pac_usd: Decimal | None
    own_usd: Decimal | None
    first_gift_date: date | None
    last_gift_date: date | None
    links: tuple[Link, ...]
    affiliation_ids: tuple[str, ...]
    gift_ids: tuple[str, ...]
    undated_steps: tuple[str, ...]
    weakest: Link


@dataclass(frozen=True)
class Loops:
    """The loops of one contractor, largest sum first, and what they do not say.

    `seat_days` says of which days it is known who sat where.
    """

    contractor: Entity
    loops: tuple[Loop, ...]
    seat_days: str
    caution: str = CAUTION


def contractor_loops(
    connection: duckdb.DuckDBPyConnection, contractor_id: str, filters: Filters = EVERY_LINK
) -> Loops:
    """Every loop of a contractor. Dates and amounts of the filters are held against each giver's
    gifts to a committee in one seat, types against the affiliations, the score against every link;
    without an amount those count that the indicator counts.

    Raises ThroughlineError when the contractor is not there or a type is no affiliation.
    """
    wrong = sorted(set(filters.link_types) - set(AFFILIATION_TYPES))
    if wrong:
        listed = ", ".join(AFFILIATION_TYPES)
        raise ThroughlineError(f"{wrong[0]!r} ties nobody to a contractor: choose of {listed}")
    contractor = entities_of(connection, [contractor_id]).get(contractor_id)
    if contractor is None:
        raise ThroughlineError(f"no entity has the id {contractor_id!r}")
    values = {"contractor": contractor_id, **filters.values}
    rows = query_rows(connection, read_query("graph/loops"), values)
    (days,) = query_rows(connection, read_query("about/seat_days"))
    if not rows:
        return Loops(contractor, (), days["said"])
    # One query for all: the weakest link may be one of the givers', which `link_ids` leave out.
    links = links_by_id(
        connection, [i for row in rows for i in (*row["link_ids"], row["weakest_id"])]
    )
    ends = ("committee_id", "member_id", "body_id", "agency_id")
    ids = [i for row in rows for i in (*(row[end] for end in ends), *(row["named_ids"]))]
    entities = entities_of(connection, ids)
    return Loops(contractor, tuple(_loop(row, entities, links) for row in rows), days["said"])


def _loop(row: dict[str, Any], entities: dict[str, Entity], links: dict[str, Link]) -> Loop:
    """A row with names and links in place of ids."""
    named = [entities[entity_id] for entity_id in row["named_ids"]]
    return Loop(
        committee=entities[row["committee_id"]],
        member=entities[row["member_id"]],
        body=entities[row["body_id"]],
        agency=entities[row["agency_id"]],
        people_count=row["people_count"],
        giver_counts=row["giver_counts"],
        # By name, not by sum: people are not ranked. The id decides between namesakes.
        named_givers=tuple(sorted(named, key=lambda giver: (giver.name, giver.entity_id))),
        people_usd=row["people_usd"],
        pac_usd=row["pac_usd"],
        own_usd=row["own_usd"],
        first_gift_date=row["first_gift_date"],
        last_gift_date=row["last_gift_date"],
        links=tuple(links[link_id] for link_id in row["link_ids"]),
        affiliation_ids=tuple(row["affiliation_ids"]),
        gift_ids=tuple(row["gift_ids"]),
        undated_steps=tuple(row["undated_steps"]),
        weakest=links[row["weakest_id"]],
    )


def giver_words(counts: dict[str, int], counted: str = "{count:,} {words}") -> str:
    """Who gave, by tie: `counted` says how a number and the words of a tie are put together."""
    return ", ".join(
        _words(kind) if kind in UNCOUNTED else counted.format(count=count, words=_words(kind))
        for kind, count in counts.items()
    )


def _words(kind: str) -> str:
    return "the contractor in its own name" if kind == OWN_NAME else GIVER_WORDS[kind]


def given_sums(loop: Loop) -> list[tuple[str, Decimal]]:
    """Whose gifts, and how much was given and kept; roles that gave nothing are left out."""
    sums = (
        ("people", loop.people_usd),
        ("its PAC", loop.pac_usd),
        ("the contractor in its own name", loop.own_usd),
    )
    # Never added up: a person's gift is that person's, and a fund's the fund's.
    return [(whose, usd) for whose, usd in sums if usd is not None]
