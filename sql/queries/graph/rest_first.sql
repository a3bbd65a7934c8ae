-- title: The next neighbours of one role that are not kept, largest money first
-- grain: one row per entity, at most so many
-- given: passing
select other_id
from passing
where
    entity_number = md5_number_lower($entity)
    and link_type = $link_type
    and is_outward = $outward
    and other_id <> entity_id
    and other_id not in (select unnest($kept))
group by other_id
order by
    max(abs(coalesce(amount_usd, 0))) desc,
    max(record_count) desc,
    other_id asc
limit $most
