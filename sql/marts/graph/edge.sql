-- title: Links with the names of both ends
-- grain: one row per link
-- key: link_id
-- column link_number: 64 bits of the id's md5: a link is found by it without reading the others.
-- Not sorted: rows with lists are sorted in memory only
select
    md5_number_lower(link.link_id) as link_number,
    link.link_id,
    link.link_type,
    link.from_id,
    link.to_id,
    link.first_date,
    link.last_date,
    link.amount_usd,
    link.amount_basis,
    link.record_count,
    link.basis,
    link.score,
    link.label,
    link.evidence,
    origin.name as from_name,
    target.name as to_name,
    origin.entity_kind as from_kind,
    target.entity_kind as to_kind
from links.link as link
inner join marts.entity as origin on link.from_id = origin.entity_id
inner join marts.entity as target on link.to_id = target.entity_id
