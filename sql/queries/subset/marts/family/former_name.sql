-- title: A subject's names, with their days
-- grain: one row per registration and name
-- order: organization_id, former_name_id
select columns(*)
from marts.former_name
where organization_id in (select unnest($ids))
