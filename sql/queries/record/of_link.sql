-- title: Records of a link
-- grain: one row per record
select unnest(evidence) as record_id
from marts.edge
where link_number = md5_number_lower($link_id) and link_id = $link_id
