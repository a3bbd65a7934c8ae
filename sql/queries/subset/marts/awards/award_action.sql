-- title: Every action on a subject's contracts: its obligations, one by one
-- grain: one row per action
-- order: record_id
select columns(*)
from marts.award_action
where
    organization_number in (select md5_number_lower(unnest($ids)))
    and organization_id in (select unnest($ids))
