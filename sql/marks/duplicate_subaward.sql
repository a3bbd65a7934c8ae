-- title: A sub-award that is likely reported twice
-- grain: one row per sub-award that repeats an earlier one
-- key: mark_id
-- note: the same prime award, subcontractor and amount, and the same day or the same sub-award
-- number; the first of them stands unmarked
with listed as (
    select
        record_id,
        award_key,
        subcontractor_id,
        subaward_number,
        action_date,
        amount_usd
    from entities.subaward
    where amount_usd > 0 and subcontractor_id is not null and award_key is not null
),

-- equal amounts, on whatever days
compared as (
    select
        *,
        first_value(record_id) over of_day as day_record_id,
        first_value(record_id) over of_number as number_record_id,
        first_value(action_date) over of_number as number_date
    from listed
    window
        of_day as (
            partition by award_key, subcontractor_id, amount_usd, action_date
            order by record_id
            rows between unbounded preceding and current row
        ),
        of_number as (
            partition by award_key, subcontractor_id, amount_usd, subaward_number
            order by action_date asc nulls last, record_id asc
            rows between unbounded preceding and current row
        )
),

marked as (
    select
        *,
        case
            when action_date is not null and day_record_id <> record_id then day_record_id
            when subaward_number is not null and number_record_id <> record_id
                then number_record_id
        end as first_record_id
    from compared
)

select
    md5(concat_ws('|', 'duplicate_subaward', record_id)) as mark_id,
    'duplicate_subaward' as code,
    'award:' || award_key as subject_id,
    award_key,
    record_id,
    'subaward_amount' as field,
    amount_usd::varchar as published,
    amount_usd,
    case
        when first_record_id = day_record_id
            then
                'the same subcontractor, day ' || action_date || ' and amount of ' || amount_usd
                || ' USD as another sub-award of this award'
        else
            'the same subcontractor, number ' || subaward_number || ' and amount of '
            || amount_usd || ' USD as the sub-award of ' || coalesce(number_date::varchar, 'no day')
    end as reason,
    action_date as since_date,
    record_id as since_record_id,
    null::date as until_date,
    [first_record_id, record_id] as record_ids
from marked
where first_record_id is not null
