-- title: Employers as reported, and how sure the match of the name is
-- grain: one row per organization and way of knowing it
-- order: "organization", _organization_id, "known by"
-- note: Self-reported text: it says nothing about ownership, control or the employer's part in a
-- gift. Two names that agree may still be two firms.
select
    employer.name as "organization",
    known.title as "known by",
    min(own.score) as "least sure %",
    max(own.score) as "surest %",
    count(*) as "people",
    sum(own.record_count)::bigint as "records",
    employer.entity_id as _organization_id
from marts.neighbour as own
inner join marts.link_type as type on own.link_type = type.link_type
inner join marts.tie_strength as known on own.strength = known.strength
inner join marts.entity as employer
    on case when own.is_outward then own.other_id else own.entity_id end = employer.entity_id
where
    own.entity_number = md5_number_lower($entity_id)
    and own.entity_id = $entity_id
    and type.section = 'employers'
group by employer.name, employer.entity_id, known.title
