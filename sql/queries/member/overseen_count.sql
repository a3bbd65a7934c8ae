-- title: Agencies overseen while money tied to their contractors came
-- grain: one row
select
    count(distinct agency_id) as agency_count,
    count(distinct congress_committee_id) as body_count
from marts.overseer_money
where member_id = $person_id
