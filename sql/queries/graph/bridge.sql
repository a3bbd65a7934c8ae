-- title: Of the neighbours of hubs only those that are known, or that two of the hubs share
-- grain: one row per pair of neighbours, at most so many
-- given: beside
with shared as (
    select other_id
    from beside
    group by other_id
    having count(*) > 1
)

select
    entity_id,
    other_id,
    certainty,
    other_links
from beside
where
    other_id in (select unnest($known))
    or other_id in (select shared.other_id from shared)
order by other_links, other_id, entity_id
limit $most
