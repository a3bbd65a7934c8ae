-- title: Neighbours of these entities by which a path goes on, or at which it ends
-- grain: one row per pair of neighbours, with the certainty of its best link
-- given: passing
select
    entity_id,
    other_id,
    max(certainty) as certainty,
    any_value(other_link_count) as other_links
from passing
where
    entity_number in (select md5_number_lower(unnest($entities)))
    and entity_id <> other_id
    and (other_link_count > 1 or other_id in (select unnest($ends)))
group by entity_id, other_id
