-- title: What an agency that is a subject obligated to each contractor
-- grain: one row per agency and contractor
-- order: agency_id, organization_id
select columns(*)
from marts.agency_contractor
where agency_id in (select unnest($ids))
