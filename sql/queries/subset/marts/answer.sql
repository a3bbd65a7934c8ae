-- title: Answers of the subjects, and of those tied to them, to questions put before
-- grain: one row per answer
-- order: answered_date, answer_id
with tied as (
    select unnest($ids) as entity_id
    union
    select own.other_id
    from marts.neighbour as own
    inner join marts.link_type as type on own.link_type = type.link_type
    where
        own.entity_number in (select md5_number_lower(unnest($ids)))
        and own.entity_id in (select unnest($ids))
        and type.section in ('ties', 'fund', 'owners')
)

select columns(*)
from marts.answer
where entity_id in (select tied.entity_id from tied)
