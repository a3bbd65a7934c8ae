-- title: Gifts of one role of a contractor's people, to everyone or to one receiver
-- grain: one row per giver and receiver
select rowid as gift_row
from marts.contractor_gift
where
    organization_number = md5_number_lower($organization_id)
    and organization_id = $organization_id
    and role_code = $role
    and ($recipient_id is null or recipient_id = $recipient_id)
