-- title: Every judgement on a name as written and a firm
-- grain: one row per judgement
-- note: the state of the name as it is asked; a judgement for all states is on each of them
with pairs as (
    select
        unnest(pair.judgement_ids) as judgement_id,
        pair.verdict as holding_verdict
    from entities.name_judgement as pair
    inner join entities.mention as mention on pair.mention_id = mention.mention_id
    where
        mention.name = trim($name)
        and mention.state_code is not distinct from $state
        and list_contains($firms, pair.cluster_id)
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
