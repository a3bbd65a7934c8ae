-- title: What the register of each cycle says of a committee that is a subject
-- grain: one row per committee and cycle
-- order: committee_id, cycle
select columns(*)
from marts.committee_cycle
where entity_id in (select unnest($ids))
