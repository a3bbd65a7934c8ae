-- title: How many links of these entities pass the filters
-- grain: one row
-- given: passing
select count(distinct link_id) as link_count
from passing
where entity_number in (select md5_number_lower(unnest($entities)))
