-- title: What was given in the name of a subject, by cycle
-- grain: one row per giver and cycle
-- order: entity_id, cycle
select columns(*)
from marts.who_gave
where
    entity_number in (select md5_number_lower(unnest($ids)))
    and entity_id in (select unnest($ids))
