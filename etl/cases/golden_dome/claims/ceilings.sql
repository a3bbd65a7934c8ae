-- claim: Each vehicle's ceiling is a limit; nothing is obligated on the vehicle itself
-- speaker: Federal Procurement Data System
-- date: undated
-- source: FPDS, as of June 2026
-- source_url: https://www.usaspending.gov/search?keyword=C6M7C2FLKER5
-- expects: the ceiling that FPDS states for each vehicle, and 0 USD obligated on it
-- tolerance: none
-- excludes: obligations on orders under the vehicles, which are awards of their own and are not
--   loaded; a ceiling is not spending and is never added
with vehicle (place, award_key, vehicle_name, ceiling_usd) as (
    values
    (1, 'CONT_IDV_FA881120D0002_9700', 'SpaceX, FA881120D0002', 4000000000.00),
    (2, 'CONT_IDV_FA881124DB003_9700', 'SpaceX, FA881124DB003', 5600000000.00),
    (3, 'CONT_IDV_FA881125DB002_9700', 'SpaceX, FA881125DB002', 11847160594.00),
    (4, 'CONT_IDV_GS35F0086U_4730', 'Palantir, GS35F0086U', 395000.00),
    (5, 'CONT_IDV_70B02C20D00000019_7014', 'Anduril, 70B02C20D00000019', 2000000000.00)
),

part as (
    select
        vehicle.place,
        vehicle.vehicle_name || ': ceiling' as part,
        award.ceiling_usd as value,
        vehicle.ceiling_usd as expected,
        case when award.award_key is not null then [award.reported_record_id] end as evidence
    from vehicle
    left join marts.award as award on vehicle.award_key = award.award_key
    union all
    select
        vehicle.place + 10,
        vehicle.vehicle_name || ': obligated on the vehicle itself',
        award.reported_obligated_usd,
        0,
        case when award.award_key is not null then [award.reported_record_id] end
    from vehicle
    left join marts.award as award on vehicle.award_key = award.award_key
)

select
    part,
    format('{:,.2f} USD', value::double) as found,
    '=' as test,
    value,
    expected,
    evidence
from part
order by place
