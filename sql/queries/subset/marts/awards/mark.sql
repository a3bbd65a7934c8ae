-- title: The marks on what a subject received, awarded, passed on or reported
-- grain: one row per mark
-- order: mark_id
select columns(*)
from marts.mark
where
    organization_id in (select unnest($ids))
    or subcontractor_id in (select unnest($ids))
    or agency_id in (select unnest($ids))
    or subject_id in (select unnest($ids))
