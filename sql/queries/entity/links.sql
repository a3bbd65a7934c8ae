-- title: Links of an entity
-- grain: one row per link, at most 5,000: the largest sums where money flows
-- order: "USD" desc nulls last, "who", _link_id
-- note: A link says what its records say and no more; choose a row for them and for what speaks
-- against reading more into it.
with own as (
    select
        link.other_id,
        link.is_outward,
        link.link_id,
        link.first_said,
        link.last_said,
        link.amount_usd,
        link.amount_basis,
        link.record_count,
        link.strength,
        link.score,
        link.label,
        type.title,
        type.sentence,
        type.innocent
    from marts.neighbour as link
    inner join marts.link_type as type on link.link_type = type.link_type
    where
        link.entity_number = md5_number_lower($entity_id)
        and link.entity_id = $entity_id
        and list_contains($sections, type.section)
        and ($link_type is null or link.link_type = $link_type)
        and ($is_outward is null or link.is_outward = $is_outward)
    order by abs(coalesce(link.amount_usd, 0)) desc, link.link_id asc
    limit 5000
)

select
    other.name as "who",
    own.title as "link",
    own.label as "says",
    own.amount_usd as "USD",
    basis.title as "amount is",
    own.first_said as "first",
    own.last_said as "last",
    own.record_count as "records",
    known.title as "known by",
    own.score as "probability %",
    case when own.is_outward then self.name else other.name end || ' ' || own.sentence || ' '
    || case when own.is_outward then other.name else self.name end as "in words",
    own.innocent as "what speaks against reading more into it",
    own.link_id as _link_id,
    own.other_id as _other_id,
    other.entity_kind as _other_kind
from own
inner join marts.entity as other on own.other_id = other.entity_id
inner join marts.entity as self on self.entity_id = $entity_id
inner join marts.tie_strength as known on own.strength = known.strength
left join seeds.amount_basis as basis on own.amount_basis = basis.amount_basis
where $kinds is null or list_contains($kinds, other.entity_kind)
