-- title: Agencies that made awards
-- grain: one row per agency
-- order: award_count desc, agency_id
select
    agency_id,
    name,
    award_count
from marts.agency
