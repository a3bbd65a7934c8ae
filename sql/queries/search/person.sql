-- title: What distinguishes people that were found
-- grain: one row per person
-- order: entity_id
select
    entity_id,
    employers,
    occupations,
    places,
    gift_count,
    first_date,
    last_date
from marts.search_person
where entity_id in (select unnest($ids))
