-- title: Records of a flag
-- grain: one row per record
select unnest(evidence) as record_id
from marts.flag
where flag_number = md5_number_lower($flag_id) and flag_id = $flag_id
