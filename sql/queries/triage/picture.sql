-- title: Awards that fit, by the fiscal year in which they were signed, and competition
-- grain: one row per fiscal year and competition
-- order: fiscal_year, competition_code
-- given: judged
select
    fiscal_year,
    competition_code,
    sum(award_count)::bigint as award_count
from judged
where miss_count = 0 and fiscal_year is not null
group by fiscal_year, competition_code
