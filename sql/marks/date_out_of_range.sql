-- title: A date that cannot be one
-- grain: one row per record and field
-- key: mark_id
-- params: mark_first_year=1950 mark_last_year=2100
-- note: the days of actions, performance and solicitations of contracts, of sub-awards, gifts and
-- independent expenditures
with dated as (
    select
        record_id,
        award_key,
        'award:' || award_key as subject_id,
        obligated_usd as amount_usd,
        unnest(
            [
                { 'field': 'action_date', 'day': action_date },
                { 'field': 'period_of_performance_start_date', 'day': performance_start_date },
                { 'field': 'period_of_performance_current_end_date', 'day': performance_end_date },
                { 'field': 'solicitation_date', 'day': solicitation_date }
            ]
        ) as said
    from staging.usaspending_prime_transaction
    where
        not coalesce(
            year(
                least(
                    action_date, performance_start_date, performance_end_date, solicitation_date
                )
            )
            >= getvariable('mark_first_year')::integer
            and year(
                greatest(
                    action_date, performance_start_date, performance_end_date, solicitation_date
                )
            ) <= getvariable('mark_last_year')::integer,
            true
        )
    union all
    select
        record_id,
        award_key,
        'award:' || award_key,
        award_obligated_usd,
        unnest(
            [
                { 'field': 'award_base_action_date', 'day': base_action_date },
                { 'field': 'award_latest_action_date', 'day': latest_action_date },
                { 'field': 'period_of_performance_start_date', 'day': performance_start_date },
                { 'field': 'period_of_performance_current_end_date', 'day': performance_end_date },
                { 'field': 'solicitation_date', 'day': solicitation_date }
            ]
        )
    from staging.usaspending_prime_award_summary
    where
        not coalesce(
            year(
                least(
                    base_action_date,
                    latest_action_date,
                    performance_start_date,
                    performance_end_date,
                    solicitation_date
                )
            ) >= getvariable('mark_first_year')::integer
            and year(
                greatest(
                    base_action_date,
                    latest_action_date,
                    performance_start_date,
                    performance_end_date,
                    solicitation_date
                )
            ) <= getvariable('mark_last_year')::integer,
            true
        )
    union all
    select
        action.record_id,
        action.award_key,
        'award:' || action.award_key,
        action.obligated_usd,
        { 'field': 'action_date', 'day': action.action_date }
    from entities.award_action as action
    where action.action_from <> 'bulk'
    union all
    select
        record_id,
        award_key,
        'award:' || award_key,
        amount_usd,
        { 'field': 'subaward_action_date', 'day': action_date }
    from entities.subaward
    union all
    select
        record_id,
        null,
        'fec:' || filer_committee_id,
        amount_usd,
        { 'field': 'transaction_date', 'day': transaction_date }
    from entities.contribution
    union all
    select
        record_id,
        null,
        'fec:' || spender_id,
        amount_usd,
        { 'field': 'transaction_date', 'day': transaction_date }
    from entities.independent_expenditure
),

-- an expenditure is a contribution's row too
marked as (
    select distinct
        dated.record_id,
        dated.award_key,
        dated.subject_id,
        dated.amount_usd,
        dated.said.field,
        dated.said.day
    from dated
    where
        year(dated.said.day) < getvariable('mark_first_year')::integer
        or year(dated.said.day) > getvariable('mark_last_year')::integer
)

select
    md5(concat_ws('|', 'date_out_of_range', record_id, field)) as mark_id,
    'date_out_of_range' as code,
    subject_id,
    award_key,
    record_id,
    field,
    day::varchar as published,
    amount_usd,
    'states the day ' || day || ', which is not of the years ' || getvariable('mark_first_year')
    || ' to ' || getvariable('mark_last_year') as reason,
    null::date as since_date,
    record_id as since_record_id,
    null::date as until_date,
    [record_id] as record_ids
from marked
