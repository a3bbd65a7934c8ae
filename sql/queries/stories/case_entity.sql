-- title: Who belongs to a case
-- grain: one row per entity, of one case where case is given
select
    case_id,
    entity_id
from marts.case_entity
where $case is null or case_id = $case
order by case_id, entity_id
