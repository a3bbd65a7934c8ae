-- title: Dated ties
-- grain: one row per link, the first sixty
-- order: "first", _link_id
-- form: timeline
select
    own.first_date as "first",
    own.first_said as "day",
    type.title as "link",
    other.name as "who",
    case when own.is_outward then self.name else other.name end || ' ' || type.sentence || ' '
    || case when own.is_outward then other.name else self.name end as "in words",
    own.link_id as _link_id
from marts.neighbour as own
inner join marts.entity as other on own.other_id = other.entity_id
inner join marts.entity as self on own.entity_id = self.entity_id
inner join marts.link_type as type on own.link_type = type.link_type
where
    own.entity_number = md5_number_lower($entity_id)
    and own.entity_id = $entity_id
    and own.first_date is not null
    and type.section = 'ties'
order by own.first_date asc, own.link_id asc
limit 60
