-- title: Members who received gifts tied to an agency's contractors while they oversaw it
-- grain: one row per role, and one for all
-- order: role_code
-- note: a member who sits on several committees counts once
select
    role_code,
    count(distinct member_id) as member_count
from marts.overseer_money
where agency_id = $agency_id
group by role_code
union all
select
    'all',
    count(distinct member_id)
from marts.overseer_money
where agency_id = $agency_id
