-- title: Contractors
-- grain: one row per contractor
-- order: "obligated USD" desc nulls last, "reported by its awards USD" desc nulls last,
-- _organization_id
-- most: 60
-- unknown: not loaded
-- note: Sums of the actions loaded; ceilings are not spending. What its awards report of themselves
-- stands beside, in no sum with it.
select
    recipient_name as "contractor",
    obligated_usd as "obligated USD",
    coalesce(marks, 'none') as "marked: hard to believe",
    unmarked_usd as "without marked USD",
    reported_obligated_usd as "reported by its awards USD",
    award_count as "awards",
    acted_award_count as "of them with actions loaded",
    action_count as "actions",
    first_action_date as "first",
    last_action_date as "last",
    organization_id as _organization_id,
    agency_id as _agency_id
from marts.agency_contractor
where agency_id = $agency_id
