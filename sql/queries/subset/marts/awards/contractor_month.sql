-- title: A subject's obligations and the gifts tied to it, by month
-- grain: one row per organization, month and lane
-- order: organization_id, lane, month
select columns(*)
from marts.contractor_month
where
    organization_number in (select md5_number_lower(unnest($ids)))
    and organization_id in (select unnest($ids))
