-- title: A vehicle that itself obligates its whole ceiling
-- grain: one row per vehicle of which an action's or the award's own total comes to its ceiling
-- key: mark_id
-- params: mark_whole_share=0.95 mark_whole_least_usd=100000000
-- note: an ordering agreement or a schedule obligates nothing by itself, its orders do
with summed as (
    select
        award_key,
        sum(obligated_usd)::decimal(18, 2) as obligated_usd,
        arg_max(record_id, (obligated_usd, record_id)) as record_id,
        arg_max(action_date, (obligated_usd, record_id)) as action_date
    from entities.award_action
    where obligated_usd is not null
    group by award_key
),

compared as (
    select
        award.award_key,
        award.ceiling_usd,
        greatest(award.reported_obligated_usd, summed.obligated_usd) as obligated_usd,
        coalesce(summed.record_id, award.reported_record_id) as record_id,
        coalesce(summed.action_date, award.reported_as_of_date) as since_date
    from entities.award as award
    left join summed on award.award_key = summed.award_key
    where
        award.is_vehicle
        and award.ceiling_usd >= getvariable('mark_whole_least_usd')::decimal(18, 2)
)

select
    md5(concat_ws('|', 'whole_ceiling', award_key)) as mark_id,
    'whole_ceiling' as code,
    'award:' || award_key as subject_id,
    award_key,
    null::varchar as record_id,
    'total_dollars_obligated' as field,
    obligated_usd::varchar as published,
    obligated_usd as amount_usd,
    'the vehicle itself obligates ' || obligated_usd || ' USD, '
    || printf('%.1f', 100 * obligated_usd::double / ceiling_usd::double)
    || ' % of its ceiling of ' || ceiling_usd || ' USD' as reason,
    since_date,
    record_id as since_record_id,
    null::date as until_date,
    [record_id] as record_ids
from compared
where
    obligated_usd >= ceiling_usd * getvariable('mark_whole_share')::double
    -- above it, the mark of obligations above the ceiling says so
    and obligated_usd <= ceiling_usd + 1
