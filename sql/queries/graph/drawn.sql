-- title: Links drawn
-- grain: one row per link
-- order: "link", "from", "to", _link_id
select
    link.from_name as "from",
    type.title as "link",
    link.to_name as "to",
    link.amount_usd as "USD",
    basis.title as "amount is",
    link.first_said as "first",
    link.last_said as "last",
    link.record_count as "records",
    known.title as "known by",
    link.score as "score",
    link.label as "says",
    link.link_id as _link_id
from marts.edge as link
inner join marts.link_type as type on link.link_type = type.link_type
inner join marts.tie_strength as known on link.strength = known.strength
left join seeds.amount_basis as basis on link.amount_basis = basis.amount_basis
where
    link.link_number in (select md5_number_lower(unnest($links)))
    and link.link_id in (select unnest($links))
