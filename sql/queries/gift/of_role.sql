-- title: Gifts of one role of a contractor's people, one by one, of one cycle or all
-- grain: one row per record
with cited as (
    select distinct unnest(gift.record_ids) as record_id
    from marts.contractor_gift as gift
    where
        gift.organization_number = md5_number_lower($organization_id)
        and gift.organization_id = $organization_id
        and gift.role_code = $role
        and ($recipient_id is null or gift.recipient_id = $recipient_id)
),

receiver as (
    select distinct gift.recipient_number
    from marts.contractor_gift as gift
    where
        gift.organization_number = md5_number_lower($organization_id)
        and gift.organization_id = $organization_id
        and gift.role_code = $role
)

select gift.rowid as gift_row
from marts.gift as gift
where
    gift.recipient_number in (select receiver.recipient_number from receiver)
    and gift.record_id in (select cited.record_id from cited)
    and ($cycle is null or gift.cycle::varchar = $cycle)
