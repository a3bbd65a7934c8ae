-- title: Every judgement on appearances of two people, by their names as the records list them
-- grain: one row per judgement
with pairs as (
    select distinct
        unnest(pair.judgement_ids) as judgement_id,
        pair.verdict as holding_verdict
    from entities.person_judgement as pair
    inner join entities.person_record as one on pair.left_key = one.record_key
    inner join entities.person_record as other on pair.right_key = other.record_key
    where
        (one.name = $left and other.name = $right)
        or (one.name = $right and other.name = $left)
)

select
    judgement.left_ref,
    judgement.right_ref,
    judgement.verdict,
    judgement.reason,
    judgement.judged_by,
    judgement.judged_date,
    case
        when judgement.precedence is not null then judgement.verdict = pairs.holding_verdict
    end as holds
from entities.judgement as judgement
inner join pairs on judgement.judgement_id = pairs.judgement_id
order by
    judgement.judged_date desc,
    judgement.precedence desc nulls last,
    judgement.judgement_id asc
