-- title: Orders under vehicles that several firms hold
-- grain: one row per order whose vehicle has several holders, by the newest word on it
-- key: award_key
-- note: an order repeats the competition of its vehicle; with several holders that says nothing of
-- whether these could compete for the order
-- column stated_by: order (its records name the kind of its vehicle) or vehicle (its own record)
with stated as (
    select
        award_key,
        holders_code,
        vehicle_holders_code,
        action_date as stated_date,
        record_id
    from staging.usaspending_prime_transaction
    where holders_code is not null or vehicle_holders_code is not null
    union all
    select
        award_key,
        holders_code,
        vehicle_holders_code,
        latest_action_date as stated_date,
        record_id
    from staging.usaspending_prime_award_summary
    where holders_code is not null or vehicle_holders_code is not null
),

latest as (
    select
        award_key,
        arg_max(holders_code, (coalesce(stated_date, date '0001-01-01'), record_id))
            as holders_code,
        arg_max(vehicle_holders_code, (coalesce(stated_date, date '0001-01-01'), record_id))
            as vehicle_holders_code
    from stated
    group by award_key
)

select
    term.award_key,
    case when own.vehicle_holders_code is not null then 'order' else 'vehicle' end as stated_by
from entities.award_term as term
left join latest as own on term.award_key = own.award_key
left join latest as vehicle on term.vehicle_key = vehicle.award_key
where
    not coalesce(term.is_vehicle, false)
    and coalesce(own.vehicle_holders_code, vehicle.holders_code) = 'M'
