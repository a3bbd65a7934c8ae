-- title: Judgements of which a side is not in the records loaded
-- grain: one row per judgement
select
    left_ref,
    right_ref,
    verdict
from marts.judgement
where not is_used
order by left_ref, right_ref, verdict
