-- title: What its awards report of themselves
-- grain: one row; none where no award reports
-- unknown: not loaded
-- note: The awards' own totals, added up; in no sum with the actions loaded.
-- form: facts
select
    sum(reported_obligated_usd)::decimal(18, 2) as "reported by its awards USD",
    count(*) as "awards that report",
    count(*) filter (where action_count = 0) as "of them without an action loaded",
    max(reported_as_of_date) as "latest report"
from marts.award
where organization_id = $organization_id and reported_obligated_usd is not null
having count(*) > 0
