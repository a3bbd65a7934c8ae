-- title: Links drawn
-- grain: one row per link
-- order: "link", "from", "to", _link_id
select
    link.from_name as "from",
    replace(link.link_type, '_', ' ') as "link",
    link.to_name as "to",
    link.amount_usd as "USD",
    link.amount_basis as "amount is",
    link.first_date as "first",
    link.last_date as "last",
    link.record_count as "records",
    known.title as "known by",
    link.score as "score",
    link.label as "says",
    link.link_id as _link_id
from marts.edge as link
inner join marts.tie_strength as known on link.strength = known.strength
where
    link.link_number in (select md5_number_lower(unnest($links)))
    and link.link_id in (select unnest($links))
