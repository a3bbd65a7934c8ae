-- title: Sums of an agency that is a subject
-- grain: one row per agency
-- order: agency_id
select columns(*)
from marts.agency
where agency_id in (select unnest($ids))
