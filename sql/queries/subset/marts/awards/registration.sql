-- title: The registrations that are a subject
-- grain: one row per registration
-- order: registration_id
select columns(*)
from marts.registration
where firm_id in (select unnest($ids))
