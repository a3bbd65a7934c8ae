-- title: How many neighbours of each role around these entities are not kept
-- grain: one row per entity, type of link and direction that has any
-- given: passing
select
    entity_id,
    link_type,
    is_outward,
    count(distinct other_id) as members
from passing
where
    entity_number in (select md5_number_lower(unnest($entities)))
    and other_id not in (select unnest($kept))
group by entity_id, link_type, is_outward
order by entity_id, link_type, is_outward
