-- title: Members who received gifts of a firm's side while they oversaw its agencies
-- grain: one row per role, and one for all
-- order: role_code
-- note: by marts.loop_way, of any amount
select
    role_code,
    count(distinct member_id) as member_count,
    count(distinct agency_id) as agency_count
from marts.loop_way
where
    organization_number = md5_number_lower($organization_id)
    and organization_id = $organization_id
group by role_code
union all
select
    'all',
    count(distinct member_id),
    count(distinct agency_id)
from marts.loop_way
where
    organization_number = md5_number_lower($organization_id)
    and organization_id = $organization_id
