-- title: What a member's committee received from one role of givers tied to an agency's contractors
-- grain: one row per seat of the member, all with the same sum
-- order: congress_committee_name
select
    role_title,
    committee_name,
    amount_usd,
    congress_committee_name
from marts.overseer_money
where agency_id = $agency_id and committee_id = $committee_id and role_code = $role
