-- title: What distinguishes agencies that were found
-- grain: one row per agency
-- order: agency_id
select
    agency_id,
    award_count,
    obligated_usd,
    reported_obligated_usd,
    first_action_date,
    last_action_date
from marts.agency
where agency_id in (select unnest($ids))
