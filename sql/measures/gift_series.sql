-- title: The days on which a contractor's people or fund gave to a committee, and of its new awards
-- grain: one row per organization, role and committee with enough gift days and a new award
-- key: pair_id
-- params: min_gift_days=4
-- note: only gifts; refunds and new money for old awards are never in it
-- column gift_days: different days, in order
-- column award_days: different days of new awards, in order
-- column first_day: the first day on which both ledgers are loaded
-- column last_day: the last such day
with given as (
    select
        organization_id,
        role_code,
        recipient_id,
        list_sort(list_distinct(list(gift_date))) as gift_days,
        count(*) as gift_count
    from measures.tied_gift
    where amount_usd > 0 and not is_refund and gift_date is not null
    group by organization_id, role_code, recipient_id
    having count(distinct gift_date) >= getvariable('min_gift_days')::integer
),

awarded as (
    select
        organization_id,
        list_sort(list_distinct(list(award_date))) as award_days
    from measures.new_award
    group by organization_id
)

select
    md5(concat_ws('|', given.organization_id, given.role_code, given.recipient_id)) as pair_id,
    given.organization_id,
    given.role_code,
    given.recipient_id,
    given.gift_days,
    given.gift_count,
    awarded.award_days,
    greatest(loaded.first_gift_day, loaded.first_award_day) as first_day,
    least(loaded.last_gift_day, loaded.last_award_day) as last_day
from given
inner join awarded on given.organization_id = awarded.organization_id
cross join measures.loaded_period as loaded
