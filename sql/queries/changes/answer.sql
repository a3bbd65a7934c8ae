-- title: Answers of those who were asked, as they are compared between two databases
-- grain: one row per answer
select
    -- what it says and not its id, which earlier programs made otherwise
    concat_ws('|', entity_id, question, answered_date, answered_by, answer) as identity,
    answer_id as key,
    coalesce(entity_name, entity_id) || ': ' || question as title,
    null::varchar as day,
    null::varchar as url,
    concat_ws(', ', answered_date, answered_by, answer) as why,
    [entity_id] as ends
from marts.answer
order by answer_id
