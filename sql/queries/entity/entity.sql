-- title: Who an entity is, and where it is looked up
-- grain: one row
select
    entity_id,
    entity_kind,
    name,
    place,
    summary,
    record_url,
    link_count,
    is_case
from marts.entity
where entity_id = $entity_id
