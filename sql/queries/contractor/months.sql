-- title: Time line: sums by month
-- grain: one row per month and lane
-- order: _lane <> 'obligated', _lane, month
-- form: timeline
select
    month,
    lane_title as "lane",
    amount_usd as "amount USD",
    record_count as "records",
    lane as _lane
from marts.contractor_month
where
    organization_number = md5_number_lower($organization_id)
    and organization_id = $organization_id
    and amount_usd <> 0
