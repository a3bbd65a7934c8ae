-- title: Contract totals that others published of a subject
-- grain: one row per published total
-- order: record_id
select columns(*)
from marts.award_total
where organization_id in (select unnest($ids)) or agency_id in (select unnest($ids))
