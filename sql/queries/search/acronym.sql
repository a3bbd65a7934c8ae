-- title: Agencies of an acronym, with where the acronym is from
-- grain: one row per agency
-- order: is_loaded desc, link_count desc, agency_id
-- note: number is the text without anything but letters and digits, in capitals
select
    acronym,
    agency_id,
    name,
    source,
    is_loaded,
    link_count
from marts.search_acronym
where acronym_key = $number
