-- title: Totals that others have published of a subject, or of somebody with a stated tie to it
-- grain: one row per published total
-- order: record_id
with tied as (
    select unnest($ids) as entity_id
    union
    select own.other_id
    from marts.neighbour as own
    inner join marts.link_type as type on own.link_type = type.link_type
    where
        own.entity_number in (select md5_number_lower(unnest($ids)))
        and own.entity_id in (select unnest($ids))
        and type.is_stated_tie
)

select columns(*)
from marts.published_total
where
    entity_id in (select tied.entity_id from tied)
    or 'fec:' || committee_id in (select unnest($ids))
