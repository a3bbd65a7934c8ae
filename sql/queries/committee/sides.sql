-- title: Money by kind of the other side
-- grain: one row per type of link, direction and kind
-- order: "link", "direction", "other side"
select
    type.title as "link",
    case when own.is_outward then 'to' else 'from' end as "direction",
    replace(other.entity_kind, '_', ' ') as "other side",
    sum(own.amount_usd) as "amount USD",
    count(*) as "links",
    sum(own.record_count)::bigint as "records"
from marts.neighbour as own
inner join marts.entity as other on own.other_id = other.entity_id
inner join marts.link_type as type on own.link_type = type.link_type
where
    own.entity_number = md5_number_lower($committee_id)
    and own.entity_id = $committee_id
    and own.amount_usd is not null
    and own.amount_basis = 'itemized'
group by type.title, own.is_outward, other.entity_kind
