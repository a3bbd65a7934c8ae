-- title: every flag has evidence
-- grain: one row per flag without evidence
select
    flag_id,
    state
from indicators.flag
where evidence is null or (state = 'flagged' and len(evidence) = 0)
