-- title: Awards by what a choice tests, counted
-- grain: one row per cell
-- note: for questions without a firm, days, a flag or an amount of their own
select
    null::bigint as award_row,
    agency_id,
    null::varchar as organization_id,
    fiscal_year,
    null::date as first_action_date,
    competition_code,
    is_one_offer,
    dollars_over_usd,
    is_vehicle,
    is_terminated,
    is_marked,
    []::varchar[] as flag_codes,
    gave_bits,
    reached_bits,
    award_count,
    reported_count,
    reported_usd,
    acted_count,
    obligated_usd,
    unknown_count,
    first_date,
    last_date
from marts.triage_cell
