-- title: Links in the records loaded, by type
-- grain: one row per type
-- order: "link"
-- empty: No link of it is in the records loaded.
select
    type.title as "link",
    count(*) as "links",
    sum(own.record_count)::bigint as "records",
    min(own.first_date) as "first",
    max(own.last_date) as "last",
    any_value(type.description) as "what it says"
from marts.neighbour as own
inner join marts.link_type as type on own.link_type = type.link_type
where own.entity_number = md5_number_lower($entity_id) and own.entity_id = $entity_id
group by type.title
