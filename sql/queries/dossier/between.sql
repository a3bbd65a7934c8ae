-- title: Links between those named
-- grain: one row per link
-- order: _link_type, "from", "to", _link_id
-- empty: No link stands directly between those named.
select
    edge.from_name as "from",
    type.sentence as "link",
    edge.to_name as "to",
    edge.label as "says",
    edge.amount_usd as "amount USD",
    edge.first_date as "first",
    edge.last_date as "last",
    known.title as "known by",
    edge.record_count as "records",
    type.innocent as "what speaks against reading more into it",
    edge.link_id as _link_id,
    edge.link_type as _link_type
from marts.edge as edge
inner join marts.link_type as type on edge.link_type = type.link_type
inner join marts.tie_strength as known on edge.strength = known.strength
where list_contains($ids, edge.from_id) and list_contains($ids, edge.to_id)
