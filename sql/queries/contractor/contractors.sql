-- title: Contractors in the records loaded
-- grain: one row per contractor
-- order: "obligated USD" desc nulls last, "reported by its awards USD" desc nulls last,
-- _organization_id
-- unknown: not loaded
-- note: Obligated: sums of the actions loaded; ceilings are not spending and are in no sum. What
-- its awards report of themselves stands beside, in no sum with it.
-- empty: no contracts are loaded. Fetch and load some, then build again.
select
    name as "contractor",
    place,
    obligated_usd as "obligated USD",
    coalesce(marks, 'none') as "marked: hard to believe",
    unmarked_usd as "without marked USD",
    reported_obligated_usd as "reported by its awards USD",
    award_count as "awards",
    acted_award_count as "of them with actions loaded",
    action_count as "actions",
    agency_count as "agencies",
    first_action_date as "first",
    last_action_date as "last",
    incomplete_reason as "incomplete because",
    organization_id as _organization_id
from marts.contractor
