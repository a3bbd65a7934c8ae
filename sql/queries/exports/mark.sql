-- title: Marks of plausibility on the chosen entities and awards
-- grain: one row per mark_id
-- given: chosen_entity chosen_award
select * -- noqa: AM04
from marts.mark
where
    organization_id in (select chosen_entity.entity_id from chosen_entity)
    or subcontractor_id in (select chosen_entity.entity_id from chosen_entity)
    or agency_id in (select chosen_entity.entity_id from chosen_entity)
    or subject_id in (select chosen_entity.entity_id from chosen_entity)
    or award_key in (select chosen_award.award_key from chosen_award)
order by mark_id
