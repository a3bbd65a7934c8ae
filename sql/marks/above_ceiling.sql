-- title: An award whose obligations stand above its ceiling
-- grain: one row per award of which a statement says so
-- key: mark_id
-- note: each record is held against itself: the total and the ceiling that it states; a total that
-- the publisher repeats on older actions counts there only where their own sum is above too
with acted as (
    select
        record_id,
        award_key,
        action_date as stated_date,
        ceiling_usd,
        sum(obligated_usd) over (
            partition by award_key
            order by
                action_date asc nulls first,
                last_modified_at asc nulls first,
                record_id asc
            rows between unbounded preceding and current row
        ) as sum_usd,
        award_obligated_usd,
        row_number() over (
            partition by award_key
            order by
                action_date desc nulls last,
                last_modified_at desc nulls last,
                record_id desc
        ) = 1 as is_latest
    from staging.usaspending_prime_transaction
),

stated as (
    select
        record_id,
        award_key,
        stated_date,
        ceiling_usd,
        case
            when is_latest then coalesce(award_obligated_usd, sum_usd)
            else least(coalesce(award_obligated_usd, sum_usd), sum_usd)
        end as obligated_usd
    from acted
    union all
    select
        record_id,
        award_key,
        greatest(latest_action_date, last_modified_at::date),
        ceiling_usd,
        award_obligated_usd
    from staging.usaspending_prime_award_summary
    union all
    select
        record_id,
        award_key,
        last_modified_at::date,
        ceiling_usd,
        award_obligated_usd
    from staging.usaspending_api_award_detail
    union all
    select
        record_id,
        award_key,
        last_action_date,
        ceiling_usd,
        obligated_usd
    from staging.case_award
),

-- A ceiling of 0 is a field that was not filled; a dollar is the rounding of older records.
compared as (
    select
        *,
        obligated_usd > ceiling_usd + 1 as is_above,
        (coalesce(stated_date, date '0001-01-01'), record_id) as place
    from stated
    where ceiling_usd > 0 and obligated_usd is not null
),

marked as (
    select
        award_key,
        arg_min(record_id, place) filter (where is_above) as since_record_id,
        arg_min(stated_date, place) filter (where is_above) as since_date,
        arg_max(record_id, place) filter (where is_above) as last_record_id,
        arg_max(obligated_usd, place) filter (where is_above) as obligated_usd,
        arg_max(ceiling_usd, place) filter (where is_above) as ceiling_usd,
        max(place) filter (where is_above) as last_place
    from compared
    group by award_key
    having bool_or(is_above)
),

corrected as (
    select
        marked.award_key,
        min(compared.stated_date) as until_date
    from marked
    inner join compared
        on marked.award_key = compared.award_key and not compared.is_above
    where compared.place > marked.last_place
    group by marked.award_key
)

select
    md5(concat_ws('|', 'above_ceiling', marked.award_key)) as mark_id,
    'above_ceiling' as code,
    'award:' || marked.award_key as subject_id,
    marked.award_key,
    null::varchar as record_id,
    'total_dollars_obligated' as field,
    marked.obligated_usd::decimal(18, 2)::varchar as published,
    marked.obligated_usd::decimal(18, 2) as amount_usd,
    marked.obligated_usd::decimal(18, 2) || ' USD obligated on a ceiling of '
    || marked.ceiling_usd || ' USD, '
    || printf('%.2f', marked.obligated_usd::double / marked.ceiling_usd::double) || ' times it'
    || coalesce('; from ' || corrected.until_date || ' on the records no longer say so', '')
        as reason,
    marked.since_date,
    marked.since_record_id,
    corrected.until_date,
    list_sort(list_distinct([marked.since_record_id, marked.last_record_id])) as record_ids
from marked
left join corrected on marked.award_key = corrected.award_key
