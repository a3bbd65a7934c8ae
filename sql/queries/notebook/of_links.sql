-- title: Records of several links
-- grain: one row per record
select distinct unnest(evidence) as record_id
from marts.edge
where
    link_number in (select md5_number_lower(unnest($links)))
    and link_id in (select unnest($links))
