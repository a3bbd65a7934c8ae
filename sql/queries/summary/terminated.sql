-- title: Terminating actions by what they did and how they stand
-- grain: one row per kind of action and state
-- order: termination, state
select
    termination,
    state,
    count(*) as action_count,
    count(distinct award_key) as award_count
from marts.termination
where
    ($agency_id::varchar is null or agency_id = $agency_id)
    and ($organization_id::varchar is null or organization_id = $organization_id)
group by termination, state
