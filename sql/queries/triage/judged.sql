-- title: Every award, or cell of awards, with what of a question it does not answer
-- grain: one row per fact
-- given: facts
-- note: the one rule of what a choice means, which the table, its sums and the counts of choices
-- read. A choice that is null is not made, and every award fits it. $gave and $reached are bits of
-- marts.award_triage
-- column miss_count: choices that it does not fit
-- column missed: the first of them
with tested as (
    select
        *,
        $agency::varchar is null or coalesce(agency_id = $agency, false) as fits_agency,
        $firm::varchar is null or coalesce(organization_id = $firm, false) as fits_firm,
        ($year::integer is null or coalesce(fiscal_year = $year, false))
        and ($first::date is null or coalesce(first_action_date >= $first, false))
        and ($last::date is null or coalesce(first_action_date <= $last, false)) as fits_signed,
        $competition::varchar is null
        or competition_code = $competition
        or ($competition = 'one_offer' and is_one_offer) as fits_competition,
        $over::decimal(18, 2) is null or coalesce(dollars_over_usd >= $over, false) as fits_over,
        $kind::varchar is null or is_vehicle = ($kind = 'vehicle') as fits_kind,
        not $terminated::boolean or is_terminated as fits_terminated,
        not $marked::boolean or is_marked as fits_marked,
        $flag::varchar is null or list_contains(flag_codes, $flag) as fits_flag,
        $gave::integer is null or gave_bits & $gave > 0 as fits_gave,
        $reached::integer is null or reached_bits & $reached > 0 as fits_reached
    from facts
)

select
    award_row,
    agency_id,
    competition_code,
    is_one_offer,
    fiscal_year,
    dollars_over_usd,
    is_vehicle,
    is_terminated,
    is_marked,
    gave_bits,
    reached_bits,
    award_count,
    reported_count,
    reported_usd,
    acted_count,
    obligated_usd,
    unknown_count,
    first_date,
    last_date,
    fits_agency,
    fits_gave,
    fits_reached,
    (not fits_agency)::integer + (not fits_firm)::integer + (not fits_signed)::integer
    + (not fits_competition)::integer + (not fits_over)::integer + (not fits_kind)::integer
    + (not fits_terminated)::integer + (not fits_marked)::integer + (not fits_flag)::integer
    + (not fits_gave)::integer + (not fits_reached)::integer as miss_count,
    case
        when not fits_agency then 'agency'
        when not fits_firm then 'firm'
        when not fits_signed then 'signed'
        when not fits_competition then 'competition'
        when not fits_over then 'over'
        when not fits_kind then 'kind'
        when not fits_terminated then 'terminated'
        when not fits_marked then 'marked'
        when not fits_flag then 'flag'
        when not fits_gave then 'gave'
        when not fits_reached then 'reached'
    end as missed
from tested
