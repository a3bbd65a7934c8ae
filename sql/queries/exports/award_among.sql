-- title: The awards of a part: their organization belongs to it
-- grain: one row per award
-- given: chosen_id
select * -- noqa: AM04
from marts.award
where organization_id in (select chosen_id.entity_id from chosen_id)
