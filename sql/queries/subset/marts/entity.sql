-- title: Those whom the dossier is about, and who stands at the other end of their links
-- grain: one row per entity
-- given: chosen
-- order: entity_id
with named as (
    select unnest($ids) as entity_id
    union
    select own.other_id
    from marts.neighbour as own
    inner join chosen on own.link_id = chosen.link_id
    where
        own.entity_number in (select md5_number_lower(unnest($ids)))
        and own.entity_id in (select unnest($ids))
)

select columns(*)
from marts.entity
where entity_id in (select named.entity_id from named)
