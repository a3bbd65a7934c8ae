-- title: Answers on record of those tied to it
-- grain: one row per answer
-- order: "about", "answered", _answer_id
with tied as (
    select distinct own.other_id as entity_id
    from marts.neighbour as own
    inner join marts.link_type as type on own.link_type = type.link_type
    where
        own.entity_number = md5_number_lower($entity_id)
        and own.entity_id = $entity_id
        and type.section in ('ties', 'fund', 'owners')
)

select
    answer.entity_name as "about",
    answer.question,
    answer.answered_date as "answered",
    answer.answer,
    answer.answered_by as "by",
    answer.source_url as "open",
    answer.answer_id as _answer_id
from marts.answer as answer
inner join tied on answer.entity_id = tied.entity_id
where answer.entity_id <> $entity_id
