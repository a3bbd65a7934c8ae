-- title: How many FollowTheMoney entities there are of each schema
-- grain: one row per schema
-- order: schema
-- given: ftm_line
select
    schema,
    count(*) as entity_count
from ftm_line
group by schema
order by schema
