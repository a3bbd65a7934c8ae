"""Tables of an entity's links: who is at the other end, with money, dates and strength."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.entity.records import link_actions

MOST = 5_000
CAVEAT = "A link says what its records say and no more; choose a row for them and for what speaks "
CAVEAT += "against reading more into it."


def link_table(
    title: str,
    entity_id: str,
    types: list[str],
    is_outward: bool | None = None,
    kinds: list[str] | None = None,
) -> Table:
    """An entity's links of some types, at most 5,000: the largest sums where money flows.

    `is_outward` keeps links that start at it (True) or end at it (False). Lists of people are in
    the order of the alphabet, so that nobody is ranked.
    """
    is_people = kinds == ["person"]
    return Table(
        title,
        "with own as (select * from marts.neighbour where entity_number = md5_number_lower(?) "
        "and entity_id = ? and link_type in (select unnest(?)) "
        "and (? is null or is_outward = ?) "
        f"order by abs(coalesce(amount_usd, 0)) desc, link_id limit {MOST}) "
        'select other.name as "who", type.title as "link", own.label as "says", '
        "own.amount_usd as \"USD\", replace(own.amount_basis, '_', ' ') as \"amount is\", "
        'own.first_date as "first", own.last_date as "last", '
        "own.record_count as \"records\", replace(own.basis, '_', ' ') as \"known by\", "
        'own.score as "probability %", own.link_id as _link_id, own.other_id as _other_id, '
        "other.entity_kind as _other_kind "
        "from own join marts.entity as other on own.other_id = other.entity_id "
        "join marts.link_type as type on own.link_type = type.link_type "
        "where ? is null or other.entity_kind in (select unnest(?))",
        [entity_id, entity_id, types, is_outward, is_outward, kinds, kinds],
        order='"who", "link", _link_id' if is_people else '"USD" desc nulls last, "who", _link_id',
        note=CAVEAT,
        actions=link_actions,
    )
