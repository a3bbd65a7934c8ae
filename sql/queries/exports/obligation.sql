-- title: Obligations of the chosen entities by agency and year
-- grain: one row per obligation_id
-- given: chosen_entity
select * -- noqa: AM04
from marts.obligation
where organization_id in (select chosen_entity.entity_id from chosen_entity)
order by obligation_id
