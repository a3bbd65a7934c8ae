-- title: A sub-award above its prime award, or sub-awards that together are
-- grain: one row per sub-award above its prime award, and per prime award below its sub-awards
-- key: mark_id
-- params: mark_subaward_least_usd=1000
-- note: the prime award is the largest of what is known of it: its total, its ceiling, the sum of
-- its actions, and the amount that the sub-award's own line states of it; a vehicle's orders are
-- paid under other keys, so that only its ceiling says how much it may be; those that are above it
-- alone are left out of the sum that is held against it
with summed as (
    select
        award_key,
        sum(obligated_usd)::decimal(18, 2) as obligated_usd
    from entities.award_action
    group by award_key
),

stated as (
    select
        award_key,
        max(prime_obligated_usd) as prime_obligated_usd
    from entities.subaward
    group by award_key
),

prime as (
    select
        stated.award_key,
        award.ceiling_usd,
        greatest(
            award.ceiling_usd,
            award.current_value_usd,
            award.reported_obligated_usd,
            summed.obligated_usd,
            stated.prime_obligated_usd
        )::decimal(18, 2) as prime_usd
    from stated
    left join entities.award as award on stated.award_key = award.award_key
    left join summed on stated.award_key = summed.award_key
),

bounded as (
    select
        award_key,
        prime_usd
    from prime
    where
        prime_usd > 0
        and (ceiling_usd > 0 or not starts_with(award_key, 'CONT_IDV_'))
),

single as (
    select
        subaward.record_id,
        subaward.award_key,
        subaward.action_date,
        subaward.amount_usd,
        bounded.prime_usd,
        [subaward.record_id] as record_ids
    from entities.subaward as subaward
    inner join bounded on subaward.award_key = bounded.award_key
    where
        subaward.amount_usd > bounded.prime_usd
        and subaward.amount_usd >= getvariable('mark_subaward_least_usd')::decimal(18, 2)
),

placed as (
    select
        subaward.*,
        row_number() over (
            partition by subaward.award_key
            order by subaward.amount_usd desc, subaward.record_id asc
        ) as place
    from entities.subaward as subaward
    anti join single on subaward.record_id = single.record_id
    where subaward.amount_usd is not null
),

together as (
    select
        award_key,
        count(*) as subaward_count,
        sum(amount_usd)::decimal(18, 2) as amount_usd,
        max(action_date) as action_date,
        list(record_id order by record_id) filter (where place <= 50) as record_ids
    from placed
    group by award_key
)

select
    md5(concat_ws('|', 'subaward_above_award', record_id)) as mark_id,
    'subaward_above_award' as code,
    'award:' || award_key as subject_id,
    award_key,
    record_id,
    'subaward_amount' as field,
    amount_usd::varchar as published,
    amount_usd,
    'a sub-award of ' || amount_usd || ' USD under an award of ' || prime_usd || ' USD, '
    || printf('%.1f', amount_usd::double / prime_usd::double) || ' times it' as reason,
    action_date as since_date,
    record_id as since_record_id,
    null::date as until_date,
    record_ids
from single
union all
select
    md5(concat_ws('|', 'subaward_above_award', together.award_key)),
    'subaward_above_award',
    'award:' || together.award_key,
    together.award_key,
    null,
    'subaward_amount',
    together.amount_usd::varchar,
    together.amount_usd,
    together.subaward_count || ' sub-awards of together ' || together.amount_usd
    || ' USD under an award of ' || bounded.prime_usd || ' USD',
    together.action_date,
    null,
    null,
    together.record_ids
from together
inner join bounded on together.award_key = bounded.award_key
where together.amount_usd > bounded.prime_usd
