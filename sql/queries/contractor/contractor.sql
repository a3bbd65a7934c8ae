-- title: The sums of a contractor, ceilings not among them
-- grain: one row
select
    obligated_usd,
    marks,
    marked_usd,
    unmarked_usd,
    reported_obligated_usd,
    award_count,
    acted_award_count,
    reported_award_count,
    agency_count,
    action_count,
    first_action_date,
    last_action_date,
    is_incomplete,
    incomplete_reason
from marts.contractor
where organization_id = $organization_id
