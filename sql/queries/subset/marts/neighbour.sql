-- title: The links of a subject as seen from it
-- grain: one row per link and subject
-- given: chosen
-- order: entity_id, link_id
select columns(*)
from marts.neighbour
where
    entity_number in (select md5_number_lower(unnest($ids)))
    and entity_id in (select unnest($ids))
    and link_id in (select chosen.link_id from chosen)
