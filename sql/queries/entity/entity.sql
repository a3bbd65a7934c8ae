-- title: Who an entity is, and where it is looked up
-- grain: one row
-- note: the id of any registration opens its firm
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
where
    entity_id = coalesce(
        (
            select registration.firm_id
            from marts.registration as registration
            where registration.registration_id = $entity_id
        ),
        $entity_id
    )
