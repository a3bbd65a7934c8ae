-- title: Others of the same name
-- grain: one row per person
-- order: "who", "place", _entity_id
-- note: Each is kept apart because place, employer, middle name or suffix differ, or because
-- nothing says that they are one. If two of them are one person, say so on the page Review.
-- empty: nobody else of this name is in the records loaded.
with own as (
    select distinct name.name_number
    from marts.search_name as name
    where name.entity_number = md5_number_lower($entity_id) and name.entity_id = $entity_id
),

other as (
    select distinct name.entity_id
    from marts.search_name as name
    where
        name.name_number in (select own.name_number from own)
        and name.entity_kind = 'person'
        and name.entity_id <> $entity_id
)

select
    person.name as "who",
    person.place as "place",
    coalesce(person.summary, 'not stated') as "known as",
    person.link_count as "links",
    person.entity_id as _entity_id
from other
inner join marts.entity as person on other.entity_id = person.entity_id
