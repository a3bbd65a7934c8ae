-- title: The entities of a part
-- grain: one row per entity
-- given: chosen_id
select * -- noqa: AM04
from marts.entity
where entity_id in (select chosen_id.entity_id from chosen_id)
