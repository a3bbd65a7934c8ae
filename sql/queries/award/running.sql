-- title: Obligations added up action by action
-- grain: one row per dated action with an amount
-- order: "date", _record_id
select
    action_date as "date",
    obligated_usd as "obligated USD",
    (sum(obligated_usd) over (order by action_date asc, record_id asc))::decimal(18, 2)
        as "so far USD",
    record_id as _record_id
from marts.award_action
where
    award_number = md5_number_lower($award_key)
    and award_key = $award_key
    and action_date is not null
    and obligated_usd is not null
