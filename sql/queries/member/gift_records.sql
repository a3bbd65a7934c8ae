-- title: Gifts behind a sum that a member's committee received
-- grain: one row per record
select unnest(record_ids) as record_id
from marts.member_gift
where member_gift_id = $member_gift_id
