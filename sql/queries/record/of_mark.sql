-- title: Records of a mark
-- grain: one row per record
select unnest(record_ids) as record_id
from marts.mark
where mark_id = $mark_id
