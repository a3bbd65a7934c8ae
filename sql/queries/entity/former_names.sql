-- title: Names that an entity bore and bears no more
-- grain: one row per name
-- order: last_date desc nulls last, name
-- note: of a firm those that no registration of it bears now, of a committee or person of the
-- register those of earlier cycles
with borne as (
    select
        name,
        bool_or(is_present) as is_present,
        max(last_stated_date) as last_date
    from marts.former_name
    where organization_id = $entity_id
    group by name
    union all
    select
        name,
        bool_or(is_present),
        max(last_stated_date)
    from marts.registered_name
    where entity_id = $entity_id
    group by name
)

select
    name,
    last_date
from borne
where not is_present
