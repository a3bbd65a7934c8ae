-- title: Those whom a dossier is about
-- grain: one row per subject that is there
-- order: entity_id
select
    entity_id,
    entity_kind,
    coalesce(name, entity_id) as name,
    place,
    summary,
    record_url
from marts.entity
where list_contains($ids, entity_id)
