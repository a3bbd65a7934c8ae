-- title: Who stands one link from these entities and is not kept yet, largest money first
-- grain: one row per entity, at most so many
-- given: passing
select other_id
from passing
where
    entity_number in (select md5_number_lower(unnest($entities)))
    and other_id not in (select unnest($kept))
group by other_id
order by
    max(abs(coalesce(amount_usd, 0))) desc,
    max(record_count) desc,
    min(link_id) asc,
    other_id asc
limit $most
