-- title: A contractor's actions for one agency in one fiscal year
-- grain: one row per action
select rowid as action_row
from marts.award_action
where
    organization_number = md5_number_lower($organization_id)
    and organization_id = $organization_id
    and agency_id is not distinct from $agency_id
    and fiscal_year is not distinct from $fiscal_year
