-- title: What a committee that is a subject took in by cycle, beside its own summary
-- grain: one row per committee and cycle
-- order: committee_id, cycle
select columns(*)
from marts.committee_received
where 'fec:' || committee_id in (select unnest($ids))
