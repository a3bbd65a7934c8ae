-- title: Political money of the chosen entities by role
-- grain: one row per organization and role
-- given: chosen_entity
select * -- noqa: AM04
from marts.contractor_money
where organization_id in (select chosen_entity.entity_id from chosen_entity)
order by organization_id, role_rank
