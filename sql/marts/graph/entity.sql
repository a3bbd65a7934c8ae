-- title: Everyone and everything that a page can show
-- grain: one row per entity
-- key: entity_id
-- column link_count: links at either end
-- column is_case: whether a case names it
with cited as (
    select from_id as entity_id from links.link
    union all
    select to_id from links.link
),

counted as (
    select
        entity_id,
        count(*) as link_count
    from cited
    group by entity_id
)

select
    entity.entity_id,
    entity.entity_kind,
    entity.name,
    entity.place,
    entity.summary,
    entity.record_url,
    coalesce(counted.link_count, 0) as link_count,
    entity.is_case
from entities.entity as entity
left join counted on entity.entity_id = counted.entity_id
