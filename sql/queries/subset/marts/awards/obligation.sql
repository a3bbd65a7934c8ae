-- title: Obligations of a subject, to it or by it, for each agency, contractor and fiscal year
-- grain: one row per contractor, agency and fiscal year
-- order: obligation_id
select columns(*)
from marts.obligation
where organization_id in (select unnest($ids)) or agency_id in (select unnest($ids))
