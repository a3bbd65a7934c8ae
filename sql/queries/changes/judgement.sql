-- title: Human judgements as they are compared between two databases
-- grain: one row per judgement
select
    -- what it says and not its id, which earlier programs made otherwise
    concat_ws('|', left_ref, right_ref, verdict, judged_date, judged_by, reason) as identity,
    judgement_id as key,
    left_ref || ' / ' || right_ref || ': ' || verdict as title,
    null::varchar as day,
    null::varchar as url,
    concat_ws(', ', judged_date, judged_by, reason) as why,
    [left_ref, right_ref] as ends
from marts.judgement
order by judgement_id
