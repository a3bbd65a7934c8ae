-- title: People, organizations, committees, agencies and seats
-- grain: one row per entity of the case
-- order: "kind", name, _entity_id
select
    replace(entity.entity_kind, '_', ' ') as "kind",
    entity.name,
    entity.place,
    entity.summary,
    entity.link_count as "links",
    entity.record_url as "open",
    entity.entity_id as _entity_id,
    entity.entity_kind as _kind
from marts.case_entity as named
inner join marts.entity as entity on named.entity_id = entity.entity_id
where named.case_id = $case_id
