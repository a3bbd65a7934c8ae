-- title: Answers on record
-- grain: one row per answer
-- order: "answered", _answer_id
select
    entity_name as "about",
    question,
    answered_date as "answered",
    answer,
    answered_by as "by",
    source_url as "open",
    answer_id as _answer_id
from marts.answer
where entity_id = $entity_id
