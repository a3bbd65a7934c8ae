-- title: A ceiling beyond reason
-- grain: one row per award whose latest ceiling is beyond reason
-- key: mark_id
-- params: mark_ceiling_usd=100000000000 mark_vehicle_ceiling_usd=2000000000000
-- mark_ceiling_ratio=1000 mark_ceiling_least_usd=10000000
-- note: the ratio is for awards and never for vehicles, which are made to be ordered from later;
-- a trillion is what some vehicles state that many firms share and that have no limit
with summed as (
    select
        award_key,
        sum(obligated_usd)::decimal(18, 2) as obligated_usd
    from entities.award_action
    group by award_key
),

held as (
    select
        award.award_key,
        award.is_vehicle,
        award.ceiling_usd,
        award.reported_record_id,
        award.reported_as_of_date,
        greatest(
            award.reported_obligated_usd, award.current_value_usd, summed.obligated_usd
        ) as value_usd
    from entities.award as award
    left join summed on award.award_key = summed.award_key
),

compared as (
    select
        *,
        ceiling_usd / nullif(greatest(value_usd, 0), 0) as ratio,
        case
            when is_vehicle then getvariable('mark_vehicle_ceiling_usd')::decimal(18, 2)
            else getvariable('mark_ceiling_usd')::decimal(18, 2)
        end as bound_usd
    from held
),

marked as (
    select *
    from compared
    where
        ceiling_usd >= bound_usd
        or (
            not is_vehicle
            and ceiling_usd >= getvariable('mark_ceiling_least_usd')::decimal(18, 2)
            and ratio >= getvariable('mark_ceiling_ratio')::double
        )
),

stated as (
    select
        action.award_key,
        action.ceiling_usd,
        arg_min(
            action.record_id, (coalesce(action.action_date, date '9999-12-31'), action.record_id)
        ) as record_id,
        min(action.action_date) as stated_date
    from staging.usaspending_prime_transaction as action
    semi join marked
        on action.award_key = marked.award_key and action.ceiling_usd = marked.ceiling_usd
    group by action.award_key, action.ceiling_usd
)

select
    md5(concat_ws('|', 'ceiling_beyond_reason', marked.award_key)) as mark_id,
    'ceiling_beyond_reason' as code,
    'award:' || marked.award_key as subject_id,
    marked.award_key,
    null::varchar as record_id,
    'potential_total_value_of_award' as field,
    marked.ceiling_usd::varchar as published,
    marked.ceiling_usd as amount_usd,
    concat_ws(
        '; ',
        'a ceiling of ' || marked.ceiling_usd || ' USD',
        case
            when marked.ratio >= getvariable('mark_ceiling_ratio')::double
                then
                    printf('%.0f', marked.ratio) || ' times the ' || marked.value_usd
                    || ' USD obligated or exercised'
        end,
        case
            when marked.ceiling_usd >= marked.bound_usd
                then 'at or above the bound of ' || marked.bound_usd || ' USD'
        end
    ) as reason,
    coalesce(stated.stated_date, marked.reported_as_of_date) as since_date,
    coalesce(stated.record_id, marked.reported_record_id) as since_record_id,
    null::date as until_date,
    [coalesce(stated.record_id, marked.reported_record_id)] as record_ids
from marked
left join stated on marked.award_key = stated.award_key
