-- title: Records that name a registration and the one that it is joined to
-- grain: one row per record
select unnest(record_ids) as record_id
from marts.registration
where registration_id = $registration_id
