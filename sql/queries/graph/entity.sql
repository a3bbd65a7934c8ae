-- title: The entities of these ids
-- grain: one row per entity that is there
select
    entity_id,
    entity_kind,
    coalesce(name, entity_id) as name,
    place,
    link_count
from marts.entity
where entity_id in (select unnest($entities))
order by entity_id
