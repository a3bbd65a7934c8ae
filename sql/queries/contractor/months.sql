-- title: Time line: sums by month
-- grain: one row per month and lane
-- order: _rank, _lane, month
-- form: timeline
select
    lane.month,
    lane.lane_title as "lane",
    lane.amount_usd as "amount USD",
    lane.record_count as "records",
    lane.lane as _lane,
    coalesce(role.role_rank::integer, 0) as _rank
from marts.contractor_month as lane
left join seeds.tie_role as role on lane.lane = role.role_code
where
    lane.organization_number = md5_number_lower($organization_id)
    and lane.organization_id = $organization_id
    and lane.amount_usd <> 0
