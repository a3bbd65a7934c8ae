-- title: Who stands one link from anyone of a part, and is not in it yet
-- grain: one row per entity
-- given: chosen_id
select distinct near.other_id as entity_id
from marts.neighbour as near
where
    near.entity_number in (select md5_number_lower(chosen_id.entity_id) from chosen_id)
    and near.other_id not in (select chosen_id.entity_id from chosen_id)
