-- title: Awards by what a choice tests, each by itself
-- grain: one row per award
-- note: over an amount is a cent less or more: dollars_over_usd is what the dollars are just over
select
    rowid as award_row,
    agency_id,
    organization_id,
    fiscal_year,
    first_action_date,
    competition_code,
    is_one_offer,
    (dollars_usd - 0.01)::decimal(18, 2) as dollars_over_usd,
    is_vehicle,
    is_terminated,
    marks is not null as is_marked,
    flag_codes,
    gave_bits,
    reached_bits,
    1 as award_count,
    (reported_obligated_usd is not null)::integer as reported_count,
    reported_obligated_usd as reported_usd,
    (obligated_usd is not null)::integer as acted_count,
    obligated_usd,
    (dollars_usd is null)::integer as unknown_count,
    first_action_date as first_date,
    first_action_date as last_date
from marts.award_triage
