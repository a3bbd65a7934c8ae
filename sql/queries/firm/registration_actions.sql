-- title: All actions whose record states a registration
-- grain: one row per action
select rowid as action_row
from marts.award_action
where
    organization_number = md5_number_lower($organization_id)
    and organization_id = $organization_id
    and registration_id = $registration_id
