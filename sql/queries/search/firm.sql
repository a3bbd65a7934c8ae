-- title: What distinguishes firms that were found
-- grain: one row per firm
-- order: firm_id
select
    firm_id,
    registration_count,
    award_count,
    obligated_usd,
    reported_obligated_usd,
    first_action_date,
    last_action_date
from marts.firm
where firm_id in (select unnest($ids))
