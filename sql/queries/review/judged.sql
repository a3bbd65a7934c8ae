-- title: Judgements on who is who, with which of several on one pair holds
-- grain: one row per judgement
select
    left_ref,
    right_ref,
    verdict,
    reason,
    judged_by,
    judged_date,
    -- null where who judged could not tell
    case
        when precedence is not null
            then verdict = arg_max(verdict, precedence) over (
                partition by least(left_ref, right_ref), greatest(left_ref, right_ref)
            )
    end as holds
from entities.judgement
where seed = 'judgement'
order by judged_date desc, precedence desc nulls last, judgement_id asc
