-- title: The chosen entities
-- grain: one row per entity
-- given: chosen_entity
select * -- noqa: AM04
from chosen_entity
order by entity_id
