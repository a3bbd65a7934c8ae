-- title: The entity of an identifier, with or without what says its kind
-- grain: one row per entity, five at most
-- note: number is the text without anything but letters and digits, in capitals
select
    entity_kind,
    entity_id,
    name,
    place,
    link_count,
    'by its id' as said
from marts.search_identifier
where
    identifier in (
        $number, regexp_replace($number, '^(UEI|FEC|BIOGUIDE|AGENCY|SEAT|CONGRESS)', '')
    )
order by link_count desc, entity_id asc
limit 5
