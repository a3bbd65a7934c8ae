-- title: Stated ties of a person to organizations, in words
-- grain: one row per link, the first twenty
-- order: "first" nulls last, _link_id
-- note: by a named source or an award, see marts.link_type; employers as reported are not here
select
    type.sentence as "says",
    other.name as "organization",
    own.label as "as",
    own.first_said as "first",
    own.last_said as "last",
    own.link_id as _link_id,
    own.other_id as _other_id,
    other.entity_kind as _other_kind
from marts.neighbour as own
inner join marts.link_type as type on own.link_type = type.link_type
inner join marts.entity as other on own.other_id = other.entity_id
where
    own.entity_number = md5_number_lower($entity_id)
    and own.entity_id = $entity_id
    and own.is_outward
    and type.is_stated_tie
order by own.first_date asc nulls last, own.link_id asc
limit 20
