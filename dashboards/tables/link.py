"""Tables of an entity's links: who is at the other end, with money, dates and strength."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.base.grid import Table
from dashboards.entity.records import link_actions
from etl.common.queries import read_query

GIFT, REFUND = "contributed_to", "refunded_by"
BY_NAME = '"who", "link", _link_id'


@dataclass(frozen=True)
class Links:
    """Which links of an entity a table lists: those of some sections of `marts.link_type`.

    Of these `link_type` keeps one type, `is_outward` those that start at the entity (True) or end
    at it (False), and `kinds` those whose other end is of some kinds.
    """

    sections: Sequence[str]
    link_type: str | None = None
    is_outward: bool | None = None
    kinds: Sequence[str] | None = None


def link_table(title: str, entity_id: str, links: Links) -> Table:
    """An entity's links, at most 5,000: the largest sums where money flows.

    Lists of people are in the order of the alphabet, so that nobody is ranked.
    """
    return Table(
        read_query("entity/links"),
        {
            "entity_id": entity_id,
            "sections": list(links.sections),
            "link_type": links.link_type,
            "is_outward": links.is_outward,
            "kinds": list(links.kinds) if links.kinds else None,
        },
        title=title,
        order=BY_NAME if links.kinds == ["person"] else "",
        actions=link_actions,
    )
