-- title: The links that have both ends among these entities
-- grain: one row per link
-- given: passing
select link_row
from passing
where
    is_outward
    and entity_number in (select md5_number_lower(unnest($entities)))
    and other_number in (select md5_number_lower(unnest($entities)))
