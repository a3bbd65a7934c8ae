-- title: Obligated, actions loaded
-- grain: one row; none where no action is loaded
-- unknown: not loaded
-- note: Actions loaded, and no others. Ceilings are not spending and are in no sum.
-- empty: No action on a contract of it is loaded.
-- form: facts
select
    sum(obligated_usd) as "obligated, net USD",
    sum(obligated_usd) filter (where obligated_usd < 0) as "of it taken back USD",
    count(*) as "actions",
    count(distinct award_key) as "awards with an action",
    count(distinct agency_id) as "agencies",
    min(action_date) as "first action",
    max(action_date) as "last action"
from marts.award_action
where
    organization_number = md5_number_lower($organization_id)
    and organization_id = $organization_id
having count(*) > 0
