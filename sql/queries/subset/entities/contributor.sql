-- title: The ways in which a person who is a subject is named as a giver
-- grain: one row per way
-- order: contributor_key
select
    contributor_key,
    entity_id,
    is_person,
    basis
from entities.contributor
where entity_id in (select unnest($ids)) and is_person
