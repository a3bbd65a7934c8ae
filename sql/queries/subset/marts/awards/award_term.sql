-- title: What each award of a subject is for, and how it was competed
-- grain: one row per award
-- order: award_key
select columns(*)
from marts.award_term
where organization_id in (select unnest($ids))
