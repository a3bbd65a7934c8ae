-- title: The sums, competition and concentration of an agency
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
    contractor_count,
    top_contractor_share,
    top_contractor_name,
    concentration_index,
    first_action_date,
    last_action_date,
    is_incomplete,
    incomplete_reason
from marts.agency
where agency_id = $agency_id
