-- title: The same by fiscal year
-- grain: one row per organization and fiscal year
-- order: organization_id, fiscal_year
select columns(*)
from marts.family_year
where
    organization_number in (select md5_number_lower(unnest($ids)))
    and organization_id in (select unnest($ids))
