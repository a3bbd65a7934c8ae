-- title: A subject's contracts in sums
-- grain: one row per contractor
-- order: organization_id
select columns(*)
from marts.contractor
where organization_id in (select unnest($ids))
