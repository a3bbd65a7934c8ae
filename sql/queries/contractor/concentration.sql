-- title: Roles in which one giver makes up 90 % or more of what was given
-- grain: one row per role
-- order: _rank
select
    title as "role",
    top_giver_name as "giver",
    top_giver_share as "share of it %",
    role_rank as _rank
from marts.contractor_money
where organization_id = $organization_id and is_concentrated
