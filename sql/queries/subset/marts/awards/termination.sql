-- title: What of a subject's awards was terminated
-- grain: one row per action that terminates or cancels an award
-- order: record_id
select columns(*)
from marts.termination
where
    organization_number in (select md5_number_lower(unnest($ids)))
    and organization_id in (select unnest($ids))
