-- title: Orders under this vehicle
-- grain: one row per order
-- order: "obligated USD" desc nulls last, _award_key
-- note: An order's money is its own; the vehicle's ceiling is a limit on all of them.
select
    piid as "contract number",
    recipient_name as "contractor",
    agency_name as "agency",
    published_obligated_usd as "obligated USD",
    coalesce(marks, 'none') as "marked: hard to believe",
    ceiling_usd as "ceiling, not spending USD",
    first_action_date as "first",
    last_action_date as "last",
    award_key as _award_key
from marts.award
where vehicle_key = $award_key
