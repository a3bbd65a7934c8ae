-- title: A subject with and without what it owned on the day of each action
-- grain: one row per organization
-- order: organization_id
select columns(*)
from marts.family
where organization_id in (select unnest($ids))
