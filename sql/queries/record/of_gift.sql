-- title: Records of one giver's gifts to one receiver in one role
-- grain: one row per record
select unnest(record_ids) as record_id
from marts.contractor_gift
where
    organization_number = md5_number_lower($organization_id)
    and organization_id = $organization_id
    and role_code = $role
    and giver_id = $giver_id
    and recipient_id = $recipient_id
