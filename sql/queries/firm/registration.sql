-- title: A registration and by which rule it is of its firm
-- grain: one row, or none
select
    registration_id,
    firm_id as organization_id,
    firm_name,
    uei,
    name,
    rule,
    obligated_usd
from marts.registration
where registration_id = $registration_id
