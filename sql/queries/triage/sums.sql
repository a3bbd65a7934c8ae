-- title: How many awards fit, what they add up to, and how ordinary the choices of money are
-- grain: one row
-- given: judged
-- note: what awards report of themselves and what the actions loaded add up to are two sums, and
-- are never one. The counts of all are the base rates: of every award loaded, and of the agency's
select
    coalesce(sum(award_count) filter (where miss_count = 0), 0)::bigint as award_count,
    coalesce(sum(reported_count) filter (where miss_count = 0), 0)::bigint as reported_count,
    (sum(reported_usd) filter (where miss_count = 0))::decimal(18, 2) as reported_usd,
    coalesce(sum(acted_count) filter (where miss_count = 0), 0)::bigint as acted_count,
    (sum(obligated_usd) filter (where miss_count = 0))::decimal(18, 2) as obligated_usd,
    coalesce(sum(unknown_count) filter (where miss_count = 0), 0)::bigint as unknown_count,
    min(first_date) filter (where miss_count = 0) as first_date,
    max(last_date) filter (where miss_count = 0) as last_date,
    coalesce(sum(award_count), 0)::bigint as all_count,
    coalesce(sum(award_count) filter (where fits_gave), 0)::bigint as all_gave_count,
    coalesce(sum(award_count) filter (where fits_reached), 0)::bigint as all_reached_count,
    coalesce(sum(award_count) filter (where fits_agency), 0)::bigint as agency_count,
    coalesce(sum(award_count) filter (where fits_agency and fits_gave), 0)::bigint
        as agency_gave_count,
    coalesce(sum(award_count) filter (where fits_agency and fits_reached), 0)::bigint
        as agency_reached_count
from judged
