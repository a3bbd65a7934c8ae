-- title: Each award's obligations over its base value, and its ceiling over its obligations
-- grain: one row per award and measure
-- key: award_key, measure
-- params: ratio_gate=0.97 ratio_delay_days=90
-- note: undisclosed recipients are left out: their awards are not one firm's; a vehicle has no
-- value, because its orders carry the money; a terminated award has no ratio of its ceiling
-- column measure: obligation_growth (obligations over base value) or ceiling (over obligations)
-- column over_usd: what is divided: obligations, or the ceiling
-- column under_usd: what it is divided by: the base value, or obligations
-- column value: null where it cannot be said; at least this much where not is_whole
-- column is_whole: the loaded actions cover what the award reports of itself, or performance is
-- over; only whole values are compared with each other
-- column missing: why there is no value or it is not whole
-- column as_of_date: the day up to which the files of the award's actions can speak; else that of
-- the record which states its total
with summed as (
    select
        award_key,
        sum(obligated_usd)::decimal(18, 2) as loaded_usd,
        bool_or(obligated_usd is null) as lacks_amount,
        max(file_date) as file_date
    from entities.award_action
    group by award_key
),

award as (
    select
        term.award_key,
        term.organization_id,
        term.agency_id,
        term.product_or_service_code,
        term.base_value_usd,
        term.performance_end_date,
        term.end_basis,
        term.end_statement,
        filed.is_vehicle,
        filed.is_defense,
        filed.reported_obligated_usd as reported_usd,
        filed.ceiling_usd,
        summed.loaded_usd,
        coalesce(summed.file_date, filed.reported_as_of_date) as known_date,
        case
            when summed.lacks_amount then null
            when filed.reported_obligated_usd <> 0
                then summed.loaded_usd::double / filed.reported_obligated_usd::double
            when filed.reported_obligated_usd = 0 and summed.loaded_usd = 0 then 1.0
        end as coverage_share,
        term.record_ids || [filed.reported_record_id] as cited_ids
    from entities.award_term as term
    inner join entities.award as filed on term.award_key = filed.award_key
    left join summed on term.award_key = summed.award_key
    where not filed.is_undisclosed
),

judged as (
    select
        *,
        list_sort(list_distinct(list_filter(cited_ids, lambda cited: cited is not null)))
            as record_ids,
        coalesce(
            coverage_share between getvariable('ratio_gate')::double
            and 1 / getvariable('ratio_gate')::double,
            false
        ) as is_covered,
        -- the Department of Defense publishes its actions 90 days late
        case
            when is_defense then known_date - getvariable('ratio_delay_days')::integer
            else known_date
        end as settled_date
    from award
),

grown as (
    select
        *,
        -- a total below the loaded sum says that de-obligations are not loaded
        case when is_covered then loaded_usd else least(loaded_usd, reported_usd) end as over_usd,
        case
            when is_vehicle then 'a vehicle: its orders carry the money'
            when base_value_usd is null
                then 'the first action, which states the base value, is not loaded'
            when base_value_usd <= 0 then 'the base value stated is ' || base_value_usd || ' USD'
            when loaded_usd is null then 'no action of this award with an amount is loaded'
            when reported_usd is null
                then 'the award reports no total that would show whether all actions are loaded'
            when not is_covered
                then
                    'the actions loaded add up to ' || loaded_usd || ' USD, and the award itself '
                    || 'reports ' || reported_usd || ' USD: not all actions are loaded'
        end as missing
    from judged
),

ended as (
    select
        *,
        -- the lower ratio where the loaded actions exceed the award's own total
        greatest(reported_usd, loaded_usd) as under_usd,
        case
            when is_vehicle
                then 'a vehicle: its ceiling is not spending and its orders carry the money'
            when ceiling_usd is null then 'no record states a ceiling'
            when ceiling_usd <= 0 then 'the ceiling stated is ' || ceiling_usd || ' USD'
            when reported_usd is null then 'the award reports no total of its obligations'
            when greatest(reported_usd, loaded_usd) <= 0
                then
                    'obligations add up to ' || greatest(reported_usd, loaded_usd)
                    || ' USD: nothing to compare the ceiling with'
            when performance_end_date is null then 'no record states when performance ends'
            when end_basis = 'termination'
                then
                    'it was terminated and ended on ' || performance_end_date || ', by '
                    || end_statement || ': the rest of its ceiling ended with it'
            when settled_date is null then 'the day up to which the records speak is unknown'
            when performance_end_date >= settled_date
                then
                    'performance runs until ' || performance_end_date
                    || ', and the records speak up to ' || settled_date || ': still under way'
        end as missing
    from judged
)

select
    award_key,
    'obligation_growth' as measure,
    organization_id,
    agency_id,
    product_or_service_code,
    over_usd,
    base_value_usd as under_usd,
    case
        when not is_vehicle and base_value_usd > 0
            then over_usd::double / base_value_usd::double
    end as value,
    missing is null as is_whole,
    missing,
    known_date as as_of_date,
    record_ids
from grown
union all
select
    award_key,
    'ceiling' as measure,
    organization_id,
    agency_id,
    product_or_service_code,
    ceiling_usd,
    under_usd,
    case when missing is null then ceiling_usd::double / under_usd::double end as value,
    missing is null as is_whole,
    missing,
    known_date as as_of_date,
    record_ids
from ended
