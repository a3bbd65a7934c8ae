-- title: What the actions loaded come to
-- grain: one row
select
    sum(obligated_usd)::decimal(18, 2) as obligated_usd,
    count(*) as action_count,
    count(*) filter (where obligated_usd < 0) as lowering_count,
    sum(obligated_usd) filter (where obligated_usd < 0)::decimal(18, 2) as lowered_usd,
    min(action_date) as first_date,
    max(action_date) as last_date
from marts.award_action
where award_number = md5_number_lower($award_key) and award_key = $award_key
having count(*) > 0
