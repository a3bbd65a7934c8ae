-- title: Names to search by
-- grain: one row per entity and name
-- key: entity_id, name
with names as (
    select
        entity_id,
        name
    from marts.entity
    union
    select
        organization_id,
        name
    from entities.organization_name
    union
    select
        entity_id,
        name
    from entities.contributor
    union
    select
        'person:' || md5(person),
        contributor_name
    from staging.case_person_name
)

select
    entity.entity_id,
    entity.entity_kind,
    upper(names.name) as name,
    any_value(entity.name) as shown_name,
    any_value(entity.place) as place,
    any_value(entity.link_count) as link_count
from names
inner join marts.entity as entity on names.entity_id = entity.entity_id
where names.name is not null
group by entity.entity_id, entity.entity_kind, upper(names.name)
