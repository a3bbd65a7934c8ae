-- title: What an entity of a former name is called now, and until when it bore that name
-- grain: one row; none where the name is no former one of the entity
select
    shown_name,
    until_date
from marts.search_name
where entity_id = $entity_id and name = $whole and until_date is not null
