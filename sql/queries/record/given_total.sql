-- title: What was given in one name in one cycle
-- grain: one row
select
    cycle,
    who_gave_usd
from marts.who_gave
where
    entity_number = md5_number_lower($entity_id)
    and entity_id = $entity_id
    and cycle::varchar = $cycle
