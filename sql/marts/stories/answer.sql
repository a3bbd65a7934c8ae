-- title: Answers of those who were asked, printed with them from then on
-- grain: one row per entity, question and answer
-- key: answer_id
-- note: lines of seeds/answer.csv: the right of reply; a correction stands beside what it corrects
-- column answer_id: hash of all that the line says
-- column entity_id: whom the question was about; null entity_name where it is not loaded
-- column answered_by: who gave the answer, and for whom
-- column is_loaded: whether the entity is in the records loaded
select
    answer.answer_id,
    answer.entity_id,
    entity.name as entity_name,
    answer.asked_date,
    answer.question,
    answer.answered_date,
    answer.answer,
    answer.answered_by,
    answer.source_url,
    entity.entity_id is not null as is_loaded
from entities.answer as answer
left join entities.entity as entity on answer.entity_id = entity.entity_id
