-- title: Fiscal years in which awards were signed
-- grain: one row per fiscal year
-- order: fiscal_year desc
select
    fiscal_year,
    sum(award_count)::bigint as award_count
from marts.triage_cell
where
    fiscal_year is not null
    and ($agency::varchar is null or agency_id = $agency)
group by fiscal_year
