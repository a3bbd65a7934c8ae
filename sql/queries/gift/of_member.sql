-- title: Gifts of one role to a member's own committees by people and funds tied to contractors
-- grain: one row per record
-- note: a gift of somebody who is tied to two contractors is there once
with cited as (
    select distinct unnest(gift.record_ids) as record_id
    from marts.member_gift as gift
    where
        gift.person_id = $person_id
        and ($role is null or gift.role_code = $role)
),

own as (
    select unnest(member.committee_ids) as committee_id
    from marts.member as member
    where member.person_id = $person_id
)

select gift.rowid as gift_row
from marts.gift as gift
where
    gift.recipient_number in (select md5_number_lower(own.committee_id) from own)
    and gift.record_id in (select cited.record_id from cited)
