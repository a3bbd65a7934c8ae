-- title: Human judgements as they are compared between two databases
-- grain: one row per judgement
select
    judgement_id as identity,
    judgement_id as key,
    left_ref || ' / ' || right_ref || ': ' || verdict as title,
    null::varchar as day,
    null::varchar as url,
    concat_ws(', ', judged_date, judged_by, reason) as why
from marts.judgement
order by judgement_id
