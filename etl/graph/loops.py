"""Time-respecting loops: contractor → people or its PAC → committee → member → overseer → agency.

A loop is counted where these hold, an unstated date being an open end:
- the affiliation with the contractor and the gift overlap in time;
- there is a day, not before the first gift, on which the member sat on the congressional committee
  and the award link ran; so money given after the last award action closes no loop.

Loops that differ only in who gave are one, with a head count. People who named the contractor
as employer are counted and not named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from etl.common.settings import ThroughlineError
from etl.graph.loop_ways import AFFILIATION_TYPES, loop_rows
from etl.graph.slices import EVERY_LINK, Entity, Filters, Link, entities_of, links_by_id

CAUTION = (
    "Loops like these are common and say nothing by themselves: agencies have few overseers, "
    "members have many contributors, and contractors have many employees. A loop says neither "
    "that anyone knew of a gift nor that it moved anything. A person's gift is that person's."
)


@dataclass(frozen=True)
class Loop:
    """All ways over one committee, member, congressional committee and agency.

    Sums are of the gifts that close the loop, people's and PACs' apart. `links` are those from
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
    first_gift_date: date | None
    last_gift_date: date | None
    links: tuple[Link, ...]
    affiliation_ids: tuple[str, ...]
    gift_ids: tuple[str, ...]
    undated_steps: tuple[str, ...]
    weakest: Link


@dataclass(frozen=True)
class Loops:
    """The loops of one contractor, largest sum first, and what they do not say."""

    contractor: Entity
    loops: tuple[Loop, ...]
    caution: str = CAUTION


def contractor_loops(
    connection: duckdb.DuckDBPyConnection, contractor_id: str, filters: Filters = EVERY_LINK
) -> Loops:
    """Every loop of a contractor. Dates and amounts of the filters are held against the gifts,
    types against the affiliations, the score against every link.

    Raises ThroughlineError when the contractor is not there or a type is no affiliation.
    """
    wrong = sorted(set(filters.link_types) - set(AFFILIATION_TYPES))
    if wrong:
        listed = ", ".join(AFFILIATION_TYPES)
        raise ThroughlineError(f"{wrong[0]!r} ties nobody to a contractor: choose of {listed}")
    contractor = entities_of(connection, [contractor_id]).get(contractor_id)
    if contractor is None:
        raise ThroughlineError(f"no entity has the id {contractor_id!r}")
    rows = loop_rows(connection, contractor, filters)
    if not rows:
        return Loops(contractor, ())
    links = links_by_id(
        connection, [i for row in rows for i in (*row["link_ids"], row["weakest_id"])]
    )
    ends = ("committee_id", "member_id", "body_id", "agency_id")
    ids = [i for row in rows for i in (*(row[end] for end in ends), *(row["named_ids"] or ()))]
    entities = entities_of(connection, ids)
    return Loops(contractor, tuple(_loop(row, entities, links) for row in rows))


def _loop(row: dict[str, Any], entities: dict[str, Entity], links: dict[str, Link]) -> Loop:
    """A row with names and links in place of ids."""
    named = [entities[entity_id] for entity_id in row["named_ids"] or ()]
    return Loop(
        committee=entities[row["committee_id"]],
        member=entities[row["member_id"]],
        body=entities[row["body_id"]],
        agency=entities[row["agency_id"]],
        people_count=row["people_count"],
        giver_counts=row["giver_counts"],
        named_givers=tuple(sorted(named, key=lambda giver: (giver.name, giver.entity_id))),
        people_usd=row["people_usd"],
        pac_usd=row["pac_usd"],
        first_gift_date=row["first_gift_date"],
        last_gift_date=row["last_gift_date"],
        links=tuple(links[link_id] for link_id in row["link_ids"]),
        affiliation_ids=tuple(row["affiliation_ids"]),
        gift_ids=tuple(row["gift_ids"]),
        undated_steps=tuple(row["undated_steps"]),
        weakest=links[row["weakest_id"]],
    )
