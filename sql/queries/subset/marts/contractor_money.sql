-- title: Political money tied to a subject by the role of the giver; each gift is its giver's own
-- grain: one row per organization and role
-- order: organization_id, role_code
select columns(*)
from marts.contractor_money
where organization_id in (select unnest($ids))
