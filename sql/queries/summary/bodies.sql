-- title: How many committees of Congress oversee an agency
-- grain: one row
select count(distinct other_id) as body_count
from marts.neighbour
where
    entity_number = md5_number_lower($agency_id)
    and entity_id = $agency_id
    and link_type = 'oversees'
    and not is_outward
