-- title: The chosen entities' ids as FollowTheMoney allows them
-- grain: one row per entity
-- given: chosen_entity
-- note: letters, digits, dots and dashes; an id of other letters stands as its hash
select
    entity_id,
    case
        when regexp_full_match(entity_id, '[0-9A-Za-z-]+:[0-9A-Za-z]+')
            then 'tl-' || replace(entity_id, ':', '.')
        else 'tl-' || md5(entity_id)
    end as id
from chosen_entity
