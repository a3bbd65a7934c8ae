-- title: Totals that others published of the chosen entities
-- grain: one row per record
-- given: chosen_entity
select * -- noqa: AM04
from marts.published_total
where entity_id in (select chosen_entity.entity_id from chosen_entity)
order by record_id
