-- title: Firms that a person named as employer
-- grain: one row per firm
-- order: "organization", _link_id
select
    other.name as "organization",
    own.first_said as "first",
    own.last_said as "last",
    own.record_count as "records",
    own.score as "probability %",
    own.link_id as _link_id,
    own.other_id as _other_id
from marts.neighbour as own
inner join marts.entity as other on own.other_id = other.entity_id
where
    own.entity_number = md5_number_lower($entity_id)
    and own.entity_id = $entity_id
    and own.is_outward
    and own.link_type = 'reported_employer'
