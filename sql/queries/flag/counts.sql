-- title: Indicators computed for it
-- grain: one row per indicator
-- order: _code
-- note: An indicator asks for a second look; it is no finding.
-- empty: No indicator was computed for it.
select
    title as "indicator",
    count(*) filter (where state = 'flagged') as "flagged",
    count(*) filter (where state = 'not_flagged') as "not flagged",
    count(*) filter (where state = 'not_computable') as "cannot be computed",
    code as _code
from marts.flag
where
    organization_number = md5_number_lower($entity_id)
    or object_number = md5_number_lower($entity_id)
    or subject_number = md5_number_lower($entity_id)
    or agency_id = $entity_id
group by title, code
