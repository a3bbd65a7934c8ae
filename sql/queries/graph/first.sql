-- title: The first neighbours of each role around these entities, largest money first
-- grain: one row per entity, type of link, direction and neighbour; at most so many of each role
-- given: passing
-- note: of links that bear no money the most often recorded come first
with beside as (
    select
        entity_id,
        link_type,
        is_outward,
        other_id,
        max(abs(coalesce(amount_usd, 0))) as usd,
        max(record_count) as records
    from passing
    where
        entity_number in (select md5_number_lower(unnest($entities)))
        and other_id <> entity_id
    group by entity_id, link_type, is_outward, other_id
),

placed as (
    select
        entity_id,
        link_type,
        is_outward,
        other_id,
        row_number() over (
            partition by entity_id, link_type, is_outward
            order by usd desc, records desc, other_id asc
        ) as place,
        count(*) over (partition by entity_id, link_type, is_outward) as members
    from beside
)

select
    entity_id,
    link_type,
    is_outward,
    other_id,
    place,
    members
from placed
where place <= $most
order by entity_id, link_type, is_outward, place
