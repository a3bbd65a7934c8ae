-- title: Gifts tied to a subject by role, giver and receiver; each gift is its giver's own
-- grain: one row per organization, role, giver and receiver
-- order: organization_id, role_code, giver_id, recipient_id
select columns(*)
from marts.contractor_gift
where
    organization_number in (select md5_number_lower(unnest($ids)))
    and organization_id in (select unnest($ids))
