-- title: The links of these ids
-- grain: one row per link
-- given: passing
select link_row
from passing
where is_outward and link_id in (select unnest($ids))
